// The comparison as a component of Streamlit.

import css from "../../css/comparison.css";
import player from "../../css/player.css";
import presenter from "../../css/presenter.css";
import { createComparison } from "../comparison.js";
import { mountWith } from "../streamlit.js";

export default mountWith(createComparison, player + css + presenter);
