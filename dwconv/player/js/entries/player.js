// The player as a component of Streamlit.

import css from "../../css/player.css";
import tourAndPrediction from "../../css/tour_and_prediction.css";
import { createPlayer } from "../player.js";
import { mountWith } from "../streamlit.js";

export { createPlayer };
export default mountWith(createPlayer, css + tourAndPrediction);
