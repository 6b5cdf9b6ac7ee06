// The window that "?" opens: what the picture is, the keys, and the numbers of a step as tables.

import { KEYS_OF_TYPING } from "./cell_typing.js";
import { find, writeParagraphs, writeWithWords } from "./dom.js";
import { KEYS_OF_PREDICTION } from "./prediction.js";
import { KEYS_OF_PRESENTER } from "./presenter_mode.js";
import { tableOf } from "./tables.js";
import { answerUnused } from "./unused_keys.js";

// A key, its action and, where a screen reader passes over the signs, both in words.
export const KEYS = [
  ["Space", "play, pause"],
  ["←, →", "one step back, one step on", "Left and right arrow"],
  ["Home, End", "first step, last step"],
  ["G", "type the number of a step; Enter goes to it"],
  ["↑, ↓", "the channel before, the next channel", "Up and down arrow"],
  ["[, ]", "slower, faster", "Left bracket, right bracket"],
  ...KEYS_OF_PRESENTER,
  ["V, then arrows", "to the values, and from one to the next"],
  ["I, W, O", "on a value: go to this step's input (I), weight (W) or output (O)"],
  ["Enter", "on an output: go to its step"],
  ["S", "on an output: play its row as tones; a larger value has a higher tone"],
];
// Where a step is one of a layer, or of two side by side.
export const KEYS_OF_LAYERS = [
  ...KEYS,
  ["F", "say the filter of this step"],
  ["C", "say the input channel of this step"],
];
// Of the player of one layer.
export const KEYS_OF_ONE_LAYER = [...KEYS_OF_LAYERS, ...KEYS_OF_PREDICTION];

/**
 * Let a button, and "?" within the player, open the window.
 *
 * opened    called before it opens
 * summary   what the picture is, in paragraphs
 * tables    the tables of this moment
 * keys      the keys that the picture knows, if not all
 * say       says a sentence once
 *
 * @param {PlayerElement} player
 * @param {{opened: () => void, summary: () => string[], tables: () => HTMLElement[], keys?: string[][], say: (text: string) => void}} uses
 */
export function createHelp(player, { opened, summary, tables, keys: known = KEYS, say }) {
  const dialog = find(player, ".dw-help", HTMLDialogElement);
  const gone = new AbortController();
  const all = [...known, ...KEYS_OF_TYPING];
  const keys = tableOf(
    "They work once you click the picture or Tab to it.",
    ["key", "action"],
    all.map(([key, action]) => [key, action]),
  );
  for (const [at, [key, action, keyInWords = key, actionInWords = action]] of all.entries()) {
    const { cells } = keys.rows[at + 1];
    writeWithWords(cells[0], key, keyInWords);
    writeWithWords(cells[1], action, actionInWords);
  }
  for (const row of [...keys.rows].slice(known.length + 1)) row.className = "dw-with-typing";
  find(dialog, ".dw-keys", HTMLElement).replaceChildren(keys);

  function open() {
    opened();
    writeParagraphs(find(dialog, ".dw-summary", HTMLElement), summary());
    find(dialog, ".dw-numbers", HTMLElement).replaceChildren(...tables());
    dialog.showModal();
  }

  /**
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: any) => void} handler
   */
  const listen = (target, type, handler) =>
    target.addEventListener(type, handler, { signal: gone.signal });
  listen(find(player, ".dw-help-button", HTMLButtonElement), "click", open);
  listen(find(dialog, "button", HTMLButtonElement), "click", () => dialog.close());
  listen(player, "keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=range]), select");
    if (typing || dialog.open) return;
    if (event.key !== "?") return answerUnused(player, event, known, say);
    open();
    event.preventDefault();
    event.stopPropagation();
  });
  // the player's keys rest meanwhile
  listen(dialog, "keydown", (event) => event.stopPropagation());
  listen(dialog, "click", (event) => event.stopPropagation());
  return { destroy: () => gone.abort() };
}
