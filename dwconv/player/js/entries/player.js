// The player as a component of Streamlit.

import notForStudents from "../../css/not_for_students.css";
import css from "../../css/player.css";
import presenter from "../../css/presenter.css";
import { createPlayer } from "../player.js";
import { mountWith } from "../streamlit.js";

export { createPlayer };
export default mountWith(createPlayer, css + presenter + notForStudents);
