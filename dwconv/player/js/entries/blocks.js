// Two blocks of layers as a component of Streamlit.

import blocks from "../../css/blocks.css";
import player from "../../css/player.css";
import presenter from "../../css/presenter.css";
import { createBlocks } from "../blocks.js";
import { mountWith } from "../streamlit.js";

export default mountWith(createBlocks, player + presenter + blocks);
