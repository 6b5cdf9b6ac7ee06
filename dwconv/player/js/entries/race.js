// The race as a component of Streamlit.

import css from "../../css/player.css";
import { createRace } from "../race.js";
import { mountWith } from "../streamlit.js";

export default mountWith(createRace, css);
