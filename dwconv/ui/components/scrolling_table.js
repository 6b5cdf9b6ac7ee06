// A table that scrolls: a click on a heading sorts it, shares are bars, and a row can be chosen.
// Draws what it is given: {about, sortable, choosable, chosen, opening, columns: [{name, kind, texts, values}]}.

import { addElement } from "../../player/js/add_element.js";
import { styleWith } from "../../player/js/add_style.js";
import { find } from "../../player/js/dom.js";
import { spoken } from "../../player/js/spoken.js";
import css from "./scrolling_table.css";
import { element } from "./svg.js";

const style = styleWith(css);
const UP = "M1 7l4-4 4 4",
  DOWN = "M1 3l4 4 4-4";
const inOrder = new Intl.Collator("en", { numeric: true }).compare;

/**
 * The numbers of the rows in the order of a column; equal ones stay in theirs.
 *
 * @param {TableColumn} column
 * @param {boolean} falling
 */
function sortedRows({ texts, values }, falling) {
  const rows = texts.map((_, row) => row);
  const sign = falling ? -1 : 1;
  const compare = values.length
    ? (/** @type {number} */ a, /** @type {number} */ b) => values[a] - values[b]
    : (/** @type {number} */ a, /** @type {number} */ b) => inOrder(texts[a], texts[b]);
  return rows.sort((a, b) => sign * compare(a, b) || a - b);
}

/**
 * Which rows come first, for screen readers.
 *
 * @param {TableColumn} column
 * @param {boolean} falling
 */
function orderInWords({ name, kind }, falling) {
  const [first, last] =
    kind === "text" ? ["from A to Z", "from Z to A"] : ["smallest first", "largest first"];
  return `Sorted by ${spoken(name)}, ${falling ? last : first}.`;
}

class ScrollingTable {
  /** @type {TableData} */
  #data;
  #shown = "";
  #sorted = -1;
  #falling = false;
  /** @type {HTMLTableRowElement[]} in the order of the data */
  #rows = [];
  #largest = 1; // of all shares
  #root;
  #said;
  #choose;

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} said   the place of what only screen readers get
   * @param {TableData} data
   * @param {(row: number) => void} choose
   */
  constructor(root, said, data, choose) {
    this.#root = root;
    this.#said = said;
    this.#data = data;
    this.#choose = choose;
    root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {TableData} data */
  update(data) {
    this.#data = data;
    const shown = JSON.stringify([data.about, data.columns]);
    if (shown !== this.#shown) this.#build();
    this.#shown = shown;
    this.#mark(data.chosen);
  }

  #build() {
    const { about, columns, sortable, choosable, height } = this.#data;
    this.#sorted = -1;
    this.#root.style.height = `${height}px`;
    this.#root.replaceChildren();
    this.#root.classList.toggle("choosable", choosable);
    // By keyboard it is scrolled from a heading or a row, or else from itself.
    if (sortable || choosable) this.#root.removeAttribute("tabindex");
    else this.#root.tabIndex = 0;
    this.#root.setAttribute("role", "region");
    this.#root.setAttribute("aria-label", about);
    const table = addElement("table", this.#root);
    table.setAttribute("aria-label", about);
    if (choosable) table.setAttribute("aria-description", "Arrow keys choose a row.");
    const heads = table.createTHead().insertRow();
    columns.forEach(({ name, kind }, at) => {
      const head = addElement("th", heads, kind, sortable ? "" : name);
      head.scope = "col";
      if (kind === "share") head.title = "The longest bar is the largest share in this table";
      if (!sortable) return;
      const button = addElement("button", head, "", name);
      button.type = "button";
      button.onclick = () => this.#sort(at);
    });
    const shares = columns.filter(({ kind }) => kind === "share").flatMap(({ values }) => values);
    this.#largest = Math.max(...shares) || 1;
    const body = table.createTBody();
    this.#rows = (columns[0]?.texts ?? []).map((_, row) => this.#buildRow(body, row));
    // where all rows have room, a bar to scroll sideways takes some of it, and no row of it
    this.#root.style.overflowY = table.offsetHeight + 2 > height ? "auto" : "hidden";
  }

  /**
   * @param {HTMLTableSectionElement} body
   * @param {number} row
   */
  #buildRow(body, row) {
    const { columns, choosable, opening } = this.#data;
    const line = body.insertRow();
    line.classList.toggle("opening", opening.includes(row));
    columns.forEach(({ kind, texts, values }, at) => {
      const plain = kind !== "share" && (at || !choosable);
      const cell = addElement(at ? "td" : "th", line, kind, plain ? texts[row] : "");
      if (cell instanceof HTMLTableCellElement && !at) cell.scope = "row";
      if (kind === "share") {
        const part = addElement("div", cell, "part");
        const bar = addElement("span", part, "dw-bar");
        bar.ariaHidden = "true";
        bar.style.setProperty("--dw-share", `${(100 * values[row]) / this.#largest}%`);
        addElement("span", part, "", texts[row]);
      } else if (!plain) addElement("button", cell, "", texts[row]).type = "button";
    });
    if (choosable) line.onclick = () => this.#chooseRow(row);
    return line;
  }

  /** @param {number} row */
  #chooseRow(row) {
    this.#mark(row);
    this.#choose(row);
  }

  /** The row that is chosen, and the one that Tab comes to. @param {number | null} chosen */
  #mark(chosen) {
    if (!this.#data.choosable) return;
    const first = /** @type {HTMLTableRowElement | null} */ (this.#root.querySelector("tbody tr"));
    this.#rows.forEach((line, row) => {
      line.classList.toggle("chosen", row === chosen);
      const button = find(line, "button", HTMLButtonElement);
      button.ariaPressed = String(row === chosen);
      button.tabIndex = row === chosen || (chosen === null && line === first) ? 0 : -1;
    });
  }

  /** @param {number} at */
  #sort(at) {
    this.#falling = this.#sorted === at ? !this.#falling : this.#data.columns[at].kind !== "text";
    this.#sorted = at;
    const body = find(this.#root, "tbody", HTMLTableSectionElement);
    const order = sortedRows(this.#data.columns[at], this.#falling);
    body.append(...order.map((row) => this.#rows[row]));
    this.#root.querySelectorAll("thead th").forEach((head, which) => {
      head.querySelector("svg")?.remove();
      head.removeAttribute("aria-sort");
      if (which !== at) return;
      head.setAttribute("aria-sort", this.#falling ? "descending" : "ascending");
      const button = find(head, "button", HTMLButtonElement);
      const mark = element("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, button);
      element("path", { d: this.#falling ? DOWN : UP }, mark);
    });
    this.#root.scrollTop = 0;
    this.#said.textContent = orderInWords(this.#data.columns[at], this.#falling);
  }

  /** Up and down choose the next row. @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const line = event.target instanceof Element ? event.target.closest("tbody tr") : null;
    if (!by || !line) return;
    event.preventDefault();
    const lines = [...this.#root.querySelectorAll("tbody tr")];
    const next = lines[lines.indexOf(line) + by];
    if (!next) return;
    this.#chooseRow(this.#rows.indexOf(/** @type {HTMLTableRowElement} */ (next)));
    const button = find(next, "button", HTMLButtonElement);
    button.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
}

/** @type {WeakMap<HTMLElement, ScrollingTable>} */
const mounted = new WeakMap();

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const root = find(parentElement, ".scrolling", HTMLElement);
  let table = mounted.get(root);
  if (!table) {
    const said = find(parentElement, "[role=status]", HTMLElement);
    table = new ScrollingTable(root, said, data, (row) => setStateValue("at", { row }));
    mounted.set(root, table);
  }
  table.update(data);
}
