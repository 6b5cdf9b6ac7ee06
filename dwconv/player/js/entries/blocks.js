// Two blocks of layers as a component of Streamlit.

import css from "../../css/player.css";
import { createBlocks } from "../blocks.js";
import { mountWith } from "../streamlit.js";

export default mountWith(createBlocks, css);
