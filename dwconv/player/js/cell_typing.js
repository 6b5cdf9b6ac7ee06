// Typing into the picture: a field above a cell takes a number, Enter goes to the next cell, and a
// block from a spreadsheet can be pasted. The numbers go to Python as they were typed; what they
// make comes back in the next payload.

import { directionOf } from "./cell_cursor.js";
import { cellName, cellNumber } from "./cell_names.js";
import { find } from "./dom.js";
import { Pending } from "./pending_changes.js";
import { boxOfCell, scaled } from "./scene_places.js";
import { spoken } from "./spoken.js";
import { changeByTyping } from "./typed_change.js";

const MOST_SHOWN = 200; // of the typed texts that wait for their answer

/** What the keys do, for the window that "?" opens. */
export const KEYS_OF_TYPING = [
  [
    "0 to 9, −, . or ,",
    "on a value of the input or of a filter, or after a click on it: type another number",
    "0 to 9, minus, point or comma",
  ],
  ["Enter, arrows", "while typing: take the number, go to the next value"],
  [
    "F2",
    "while typing: let ← and → move within the number",
    "F2",
    "while typing: let the left and right arrow move within the number",
  ],
  ["Escape", "while typing: leave the value as it is"],
  ["Ctrl+V", "on a value: paste numbers from a spreadsheet"],
];

/**
 * Why a text is no number that can be taken; "" if it is one.
 *
 * @param {Typing} rules
 * @param {string} text
 */
export function refusalOf(rules, text) {
  const fits = (/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`).test(text.trim());
  const say = (/** @type {string} */ sentence) =>
    sentence.replaceAll("{text}", text.trim().slice(0, 20) || "Nothing");
  if (fits(rules.unclear)) return say(rules.not_clear);
  return fits(rules.number) ? "" : say(rules.not_a_number);
}

/**
 * The rows of a text as spreadsheets copy it, between tabs; a single column or row may also have
 * spaces or semicolons between its numbers.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function blockOf(text) {
  const lines = text.replaceAll("\r", "").replace(/\n+$/, "").split("\n");
  return lines.map((line) => {
    if (line.includes("\t")) return line.split("\t").map((each) => each.trim());
    return line.trim().split(/\s*;\s*|\s+/);
  });
}

/**
 * The cell after one in its plane: beside it, at the end of a row the first of the next; null after
 * the last. Arrows stay within the plane.
 *
 * @param {[rows: number, columns: number]} size
 * @param {[row: number, column: number]} place
 * @param {string} key
 * @returns {[row: number, column: number] | null}
 */
export function placeAfter([rows, columns], [row, column], key) {
  const [down, right] = directionOf(key);
  if (down || right) {
    return [
      Math.min(Math.max(row + down, 0), rows - 1),
      Math.min(Math.max(column + right, 0), columns - 1),
    ];
  }
  const next = row * columns + column + 1;
  return next < rows * columns ? [Math.floor(next / columns), next % columns] : null;
}

/**
 * Let numbers be typed into the picture, as soon as Python has sent the rules for it.
 *
 * model       the numbers that are shown
 * frame       where the picture is
 * setFocus    makes a lane the large one
 * cursor      the cell that keys are about
 * pointer     forgets what it points at
 * transport   pauses, and says sentences in place of the step
 * send        sends what is not answered yet
 *
 * @param {PlayerElement} player
 * @param {{model: () => Model, frame: () => import("./part_boxes.js").Frame, setFocus: (k: number) => void, cursor: {cell: Cell | null, moveTo: (cell: Cell) => void}, pointer: {pointTo: (cell: null) => void}, transport: Pick<ReturnType<typeof import("./playback_controls.js").createPlaybackControls>, "pause" | "say">, send: (edits: Edits) => void}} uses
 */
export function createTyping(player, uses) {
  const scene = find(player, ".dw-scene", HTMLElement);
  const gone = new AbortController();
  const make = (/** @type {string} */ tag, /** @type {string} */ name) =>
    Object.assign(document.createElement(tag), { className: name, hidden: true });
  const mark = make("div", "dw-picked"),
    texts = make("div", "dw-typed"),
    form = make("div", "dw-type"),
    words = document.createElement("p");
  const TEXT = { type: "text", inputMode: "text", autocomplete: "off", spellcheck: false };
  const makeField = () => Object.assign(document.createElement("input"), TEXT);
  let field = makeField();
  words.setAttribute("role", "alert");
  words.ariaLive = "assertive"; // Orca says nothing of an alert alone
  form.append(field, words);
  /** @type {Pending<string[][]>} */
  const pending = new Pending();
  /** @type {Typing | null} */
  let rules = null;
  /** @type {Cell | null} */
  let picked = null; // by a click: the next digit goes there
  /** @type {Cell | null} */
  let open = null; // under the field
  let caret = false; // left and right move within the field

  /**
   * The cell of a plane that can be typed into, counted without padding; null for others.
   *
   * @param {Cell} cell
   */
  function placeIn({ kind, row, column }) {
    const { top, left, H, W, KH, KW } = uses.model();
    if (kind === "filter") return { at: [row, column], size: [KH, KW] };
    const at = [row - top, column - left];
    const inside = at[0] >= 0 && at[0] < H && at[1] >= 0 && at[1] < W;
    return kind === "input" && inside ? { at, size: [H, W] } : null;
  }

  /**
   * The name of a cell in what is sent.
   *
   * @param {Cell} cell
   * @param {number[]} at
   */
  const keyOf = ({ kind, k, q }, [row, column]) =>
    [kind, k, kind === "input" ? 0 : q, row, column].join(" ");

  /** @param {Cell | null} cell */
  const canType = (cell) => Boolean(rules && cell && placeIn(cell) && !rules.into[cell.kind]);

  // -- the field

  /**
   * Open the field above a cell.
   *
   * @param {Cell} cell
   * @param {string | null} text   what stands in it; null for the cell's own number, selected
   */
  function start(cell, text) {
    if (!rules || !canType(cell)) return;
    uses.transport.pause();
    uses.pointer.pointTo(null);
    uses.setFocus(cell.k);
    picked = open = cell;
    caret = false;
    form.hidden = false;
    // A field of its own for each cell: the focus moves, so a screen reader says the cell, and says it once.
    const before = field;
    field = makeField();
    before.before(field);
    field.setAttribute("aria-label", spoken(cellName(uses.model(), cell)));
    field.value = field.dataset.before = textOf(cell);
    if (text !== null) field.value = text;
    const warning = rules.first[cell.kind] ?? "";
    if (words.textContent !== warning) words.textContent = warning; // written anew it is heard anew
    place();
    field.focus({ preventScroll: true });
    before.remove();
    if (text === null) field.select();
    else field.setSelectionRange(text.length, text.length);
  }

  /** @param {Cell} cell */
  function textOf(cell) {
    const at = placeIn(cell)?.at ?? [];
    const waiting = pending.list.findLast(([, name]) => name === keyOf(cell, at));
    return waiting ? waiting[2][0][0] : cellNumber(uses.model(), cell);
  }

  /** Take what stands in the field; false if it is no number. */
  function take() {
    if (!open || !rules) return true;
    const text = field.value.trim();
    if (text === field.dataset.before) return true;
    const wrong = refusalOf(rules, text);
    if (wrong) {
      refuse(wrong);
      return false;
    }
    add(open, [[text]]);
    field.dataset.before = text;
    return true;
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    words.textContent = sentence;
    field.setAttribute("aria-invalid", "true");
    place();
  }

  /**
   * @param {Cell} cell
   * @param {string[][]} block
   */
  function add(cell, block) {
    if (!rules) return;
    pending.add(keyOf(cell, placeIn(cell)?.at ?? []), block);
    uses.send({ list: pending.list, shown: rules.shown });
    place();
  }

  function close() {
    open = null;
    form.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    event.stopPropagation(); // the player's keys are for those who do not type
    const { key } = event;
    if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const across = key === "ArrowLeft" || key === "ArrowRight";
    if (key === "F2") caret = !caret;
    else if (key === "Escape") leave();
    else if (key === "Enter" || key === "ArrowUp" || key === "ArrowDown" || (across && !caret))
      go(key);
    else return;
    event.preventDefault();
  }

  /** @param {string} key */
  function go(key) {
    const from = open,
      place = from && placeIn(from);
    if (!from || !place || !take()) return;
    const [rows, columns] = place.size,
      [row, column] = place.at;
    const next = placeAfter([rows, columns], [row, column], key);
    if (!next) return leave();
    const to = { ...from, row: from.row + next[0] - row, column: from.column + next[1] - column };
    start(to, null);
  }

  function leave() {
    const cell = open;
    close();
    if (cell) uses.cursor.moveTo(cell);
  }

  /** @param {ClipboardEvent} event */
  function paste(event) {
    const cell = open ?? uses.cursor.cell ?? picked;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!player.contains(document.activeElement)) return;
    if (event.target !== field && event.target instanceof Element) {
      if (event.target.closest("input, dialog")) return;
    }
    if (!rules || !cell || !canType(cell) || !text.trim()) return;
    const block = blockOf(text);
    if (open && block.length === 1 && block[0].length === 1) return; // as into any field
    event.preventDefault();
    event.stopPropagation();
    start(cell, null);
    const { at, size } = /** @type {{at: number[], size: number[]}} */ (placeIn(cell));
    const width = block[0].length;
    const wrong = block
      .flat()
      .map((each) => rules && refusalOf(rules, each))
      .find(Boolean);
    if (block.some((row) => row.length !== width))
      refuse("The rows of this block are not equally long.");
    else if (wrong) refuse(wrong);
    else if (at[0] + block.length > size[0] || at[1] + width > size[1])
      refuse(
        `A block of ${block.length} \u00d7 ${width} numbers does not fit: from here there is room for ` +
          `${size[0] - at[0]} \u00d7 ${size[1] - at[1]}.`,
      );
    else {
      add(cell, block);
      leave();
      uses.transport.say(`${block.length} \u00d7 ${width} numbers pasted.`);
    }
  }

  /**
   * Take a key that begins to type into a cell; false if it does not.
   *
   * @param {Cell} cell
   * @param {string} key
   */
  function begin(cell, key) {
    const digit = /^[-0-9.,+\u2212]$/.test(key);
    if (!rules || !(digit || ["Enter", "F2", "Backspace", "Delete"].includes(key))) return false;
    if (cell.kind === "output") return false;
    const why = rules.into[cell.kind] || (placeIn(cell) ? "" : "Padding is always 0.");
    if (why) {
      if (digit) uses.transport.say(why);
      return digit;
    }
    start(cell, digit ? key : key === "Enter" || key === "F2" ? null : "");
    caret = key === "F2";
    return true;
  }

  // -- what is drawn

  /** Where a cell is on the scene, in pixels. @param {Cell} cell */
  function boxOf(cell) {
    const { stage, scale } = uses.frame();
    const box = stage && boxOfCell(stage.scene, cell);
    return box && scaled(box, scale);
  }

  /** Put the mark, the field and the typed texts where their cells are now. */
  function place() {
    const box = picked && rules && placeIn(picked) ? boxOf(picked) : null;
    mark.hidden = !box;
    if (box) paintText(mark, box);
    if (open && box) {
      const width = Math.max(box.width, 64),
        height = Math.max(box.height, 36);
      const left = Math.min(box.x + (box.width - width) / 2, scene.clientWidth - width);
      form.style.transform = `translate(${Math.max(0, left)}px, ${box.y + (box.height - height) / 2}px)`;
      field.style.width = `${width}px`;
      field.style.height = `${height}px`;
      words.style.marginLeft = `${Math.min(0, scene.clientWidth - Math.max(0, left) - 270)}px`;
    }
    placeTexts();
  }

  function placeTexts() {
    texts.hidden = !pending.list.length;
    texts.replaceChildren();
    for (const [, name, block] of pending.list) {
      const [kind, ...numbers] = name.split(" ");
      const [k, q, row, column] = numbers.map(Number);
      const { top, left } = uses.model();
      const corner = kind === "input" ? [row + top, column + left] : [row, column];
      for (const [down, line] of block.entries()) {
        for (const [right, text] of line.entries()) {
          const cell = { kind, k, q, row: corner[0] + down, column: corner[1] + right };
          const box = texts.childElementCount < MOST_SHOWN && boxOf(cell);
          if (!box || box.width < 12) continue;
          const element = Object.assign(document.createElement("span"), { textContent: text });
          paintText(element, box);
          texts.append(element);
        }
      }
    }
  }

  /**
   * @param {HTMLElement} element
   * @param {Box} box
   */
  function paintText(element, { x, y, width, height }) {
    element.style.transform = `translate(${x}px, ${y}px)`;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }

  const { signal } = gone;
  form.addEventListener("keydown", press, { signal });
  form.addEventListener("pointerdown", () => (caret = true), { signal });
  form.addEventListener("dblclick", () => field.select(), { signal }); // also beside the number
  form.addEventListener(
    "focusout",
    ({ target }) => {
      if (target !== field) return; // the next one has the focus
      if (open && !take()) uses.transport.say(words.textContent ?? "");
      close();
    },
    { signal },
  );
  // Firefox sends it to the page where no field has the focus.
  document.addEventListener("paste", paste, { signal });
  player.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      const byKeys = event.target instanceof Element && event.target.matches(".dw-by-keys");
      if (!byKeys || !picked || !begin(picked, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );

  return {
    place,
    begin,
    canType,
    newsOf: changeByTyping,
    /**
     * Follow what Python says. True if new numbers are an answer to what was typed here.
     *
     * @param {Typing | undefined} newRules
     */
    update(newRules) {
      if (!newRules) return pending.list.length > 0;
      if (!rules) {
        scene.append(texts, mark, form);
        player.dataset.typing = "";
      }
      rules = newRules;
      const waited = pending.list.length > 0;
      pending.answered(rules.seen);
      if (open && !field.hasAttribute("aria-invalid"))
        words.textContent = rules.first[open.kind] ?? "";
      if (rules.refused && waited && picked && player.contains(document.activeElement)) {
        start(picked, null);
        refuse(rules.refused);
      } else if (!pending.list.length) place();
      return waited;
    },
    /**
     * A click on the picture: the first marks a cell, the next one opens the field.
     *
     * @param {Cell | null} cell
     */
    pick(cell) {
      const same = picked && cell && JSON.stringify(picked) === JSON.stringify(cell);
      picked = cell && canType(cell) ? cell : null;
      if (same && picked) start(picked, null);
      else place();
    },
    /** Other numbers are shown: a cell that is no more is not marked. */
    forget() {
      picked = null;
      close();
    },
    destroy: () => gone.abort(),
  };
}
