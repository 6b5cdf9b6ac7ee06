// Keeps the answers of an exercise sheet in this tab, sends those that a new session does not know
// after a reload, and says how long they stay.

import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { keepAnswers } from "./answer_storage.js";
import css from "./kept_sheet_answers.css";

const style = styleWith(css);
const KEPT =
  "Your answers stay in this tab until you close it. You can reload it, and in most browsers they also survive when the browser unloads the tab to save memory. They are not stored on a server.";
const NOT_KEPT =
  "Your answers stay in this tab until you close or reload it: this browser does not let a page store them.";

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const sentence = find(parentElement, "p", HTMLElement);
  try {
    const unknown = keepAnswers(sessionStorage, data);
    sentence.textContent = KEPT;
    const isNew = sentence.dataset.sent !== data.sheet;
    sentence.dataset.sent = data.sheet; // once: what the server does not take is no answer
    if (isNew && Object.keys(unknown).length)
      setStateValue("kept", { sheet: data.sheet, answers: unknown });
  } catch {
    sentence.textContent = NOT_KEPT;
  }
}
