// The layer's controls: fields in groups, and examples. Draws what layer_controls.py sends, and
// sends back what a person changes; limits and legal combinations are the server's business.

import { styleWith } from "../../player/js/add_style.js";
import { find, writeWithWords } from "../../player/js/dom.js";
import { Pending } from "../../player/js/pending_changes.js";
import { heardAgain, spoken } from "../../player/js/spoken.js";
import css from "./layer_controls.css";

const style = styleWith(css);

/** Milliseconds after which a change that has no answer is sent again. */
const PATIENCE = 4000;

const UNANSWERED = "The server does not answer. Your change is kept and will be sent again.";

/**
 * A new element with properties, and children below it.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

class LayerControls {
  #pending = new Pending();
  /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */
  #fields = new Map();
  /** @type {HTMLElement[]} */
  #rows = [];
  /** @type {Map<string, HTMLElement>} the place for a sentence below the group of a field */
  #notes = new Map();
  #structure = "";
  #again = 0;
  /** @type {LayerControlsData} */
  #data;
  #root;
  #send;

  /**
   * @param {HTMLElement} root
   * @param {LayerControlsData} data
   * @param {(sent: object) => void} send
   */
  constructor(root, data, send) {
    this.#root = root;
    this.#data = data;
    this.#send = send;
  }

  /** @param {LayerControlsData} data */
  update(data) {
    const isAnswer = data.seen !== this.#data.seen;
    this.#data = data;
    this.#pending.answered(data.seen);
    const { examples, groups } = data;
    // Rows come and go with the link that hides them, everything else without building again.
    const structure = JSON.stringify([
      examples.names,
      groups.map(({ rows }) => rows.map(({ fields }) => fields.map(({ name }) => name))),
    ]);
    if (structure !== this.#structure) this.#build();
    this.#structure = structure;
    const rows = groups.flatMap((group) => group.rows);
    for (const [at, row] of rows.entries()) {
      const element = this.#rows[at];
      element.hidden = !row.shown;
      const hint = [row.hint, row.locked ? "locked" : ""].filter(Boolean).join(", ");
      // it is heard behind the field before it, of another row
      const heard = hint && spoken(`${row.label} ${hint}`);
      writeWithWords(find(element, ".dw-hint", HTMLElement), hint, heard);
      for (const field of row.fields) this.#show(field, row.locked);
    }
    for (const button of this.#root.querySelectorAll("button")) {
      const { example, step, field } = button.dataset;
      if (example !== undefined) {
        button.disabled = examples.locked;
        button.setAttribute("aria-pressed", String(example === examples.shown));
      } else if (step !== undefined && field !== undefined) {
        const input = /** @type {HTMLInputElement} */ (this.#fields.get(field));
        const end = step === "1" ? input.max : input.min;
        button.disabled = input.disabled || input.value === end;
      }
    }
    const place = this.#notes.get(data.note.name);
    for (const each of new Set(this.#notes.values())) {
      const text = each === place ? data.note.text : "";
      const stands = each.textContent?.trim() === text;
      if (text && stands && isAnswer) each.textContent = heardAgain(text, each.textContent);
      else if (!stands) each.textContent = text;
    }
  }

  /**
   * @param {LayerField} field
   * @param {boolean} locked
   */
  #show({ name, least, most, limits }, locked) {
    const input = /** @type {HTMLInputElement} */ (this.#fields.get(name));
    const value = String(this.#data.values[name]);
    const typing = input.dataset.typing !== undefined && input.matches(":focus");
    if (!typing && !this.#pending.has(name)) input.value = input.dataset.value = value;
    if (least !== undefined) input.min = String(least);
    if (most !== undefined) input.max = String(most);
    if (limits !== undefined) input.setAttribute("aria-description", limits);
    input.disabled = locked;
  }

  #build() {
    const focused = this.#root.querySelector(":focus")?.getAttribute("name");
    this.#fields.clear();
    this.#notes.clear();
    this.#rows = [];
    const { examples, groups } = this.#data;
    const parts = [];
    if (examples.names.length) parts.push(this.#buildExamples(examples));
    for (const { heading, rows } of groups) {
      const note = make("p", { className: "dw-note" });
      note.setAttribute("role", "status");
      const built = rows.map((row) => this.#buildRow(row, note));
      this.#rows.push(...built);
      parts.push(make("fieldset", {}, make("legend", { textContent: heading }), ...built, note));
    }
    this.#root.replaceChildren(...parts);
    if (focused) this.#fields.get(focused)?.focus();
  }

  /** @param {LayerControlsData["examples"]} examples */
  #buildExamples({ title, names }) {
    const note = make("p", { className: "dw-note" });
    note.setAttribute("role", "status");
    this.#notes.set(this.#data.example, note);
    const buttons = names.map((name) => {
      const button = make("button", { type: "button", textContent: name });
      button.dataset.example = name;
      button.onclick = () => this.#change(this.#data.example, name);
      return button;
    });
    return make(
      "fieldset",
      { className: "dw-examples" },
      make("legend", { textContent: title }),
      ...buttons,
      note,
    );
  }

  /**
   * @param {LayerRow} row
   * @param {HTMLElement} note
   */
  #buildRow({ label, fields }, note) {
    const row = make("div", { className: `dw-row${fields.length > 1 ? " dw-pair" : ""}` });
    const hint = make("span", { className: "dw-hint" });
    // each field has a name of its own, which says more than the label of both
    const seen = make("span", { textContent: label, ariaHidden: "true" });
    row.append(make("span", { className: "dw-label" }, seen, hint));
    for (const field of fields) {
      this.#notes.set(field.name, note);
      row.append(field.options ? this.#buildChoice(field) : this.#buildNumber(field));
    }
    return row;
  }

  /** @param {LayerField} field */
  #buildChoice({ name, label, options }) {
    const select = make("select", { name });
    for (const [value, textContent] of options ?? []) {
      select.append(make("option", { value, textContent }));
    }
    select.setAttribute("aria-label", label);
    select.onchange = () => this.#commit(select);
    this.#fields.set(name, select);
    return select;
  }

  /** @param {LayerField} field */
  #buildNumber({ name, label }) {
    const input = make("input", { type: "number", step: "1", inputMode: "numeric", name });
    input.setAttribute("aria-label", label);
    input.oninput = () => {
      input.dataset.typing = "";
    };
    input.onchange = () => this.#commit(input);
    input.onblur = () => this.#commit(input);
    input.onclick = () => input.focus(); // Firefox does not, where its arrows are clicked
    input.onkeydown = ({ key }) => {
      if (key === "Enter") this.#commit(input);
      if (key === "Escape") {
        input.value = input.dataset.value ?? "";
        delete input.dataset.typing;
      }
    };
    this.#fields.set(name, input);
    const step = (/** @type {1 | -1} */ by) => {
      const button = make("button", { type: "button", textContent: by > 0 ? "+" : "−" });
      button.setAttribute("aria-label", `${label}: one ${by > 0 ? "more" : "less"}`);
      Object.assign(button.dataset, { step: by, field: name });
      button.onclick = () => {
        if (by > 0) input.stepUp();
        else input.stepDown();
        this.#commit(input);
      };
      return button;
    };
    const words = make("span", { className: "dw-name", textContent: label, ariaHidden: "true" });
    return make("span", { className: "dw-number" }, words, step(-1), input, step(1));
  }

  /** @param {HTMLInputElement | HTMLSelectElement} field */
  #commit(field) {
    const value = field.value.trim();
    delete field.dataset.typing;
    if (value === field.dataset.value) return;
    if (value === "" && !field.validity.badInput) {
      field.value = field.dataset.value ?? ""; // emptied and left: nothing was asked for
      return;
    }
    field.dataset.value = value;
    this.#change(field.name, value);
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #change(name, value) {
    this.#pending.add(name, value);
    this.#sendPending();
  }

  /** Send what is not answered, and again until it is: the server may have restarted. */
  #sendPending() {
    this.#send({ list: this.#pending.list, layer: this.#data.layer });
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      const waiting = this.#pending.list.at(-1);
      if (!waiting || !this.#root.isConnected) return;
      const note = this.#notes.get(waiting[1]);
      if (note) note.textContent = UNANSWERED;
      this.#sendPending();
    }, PATIENCE);
  }
}

/** @type {WeakMap<HTMLElement, LayerControls>} */
const mounted = new WeakMap();

/** @param {Mount} mount */
export default function ({ data, parentElement, setStateValue }) {
  style(parentElement);
  const root = find(parentElement, ".dw-controls", HTMLElement);
  let controls = mounted.get(root);
  if (!controls) {
    controls = new LayerControls(root, data, (sent) => setStateValue("changes", sent));
    mounted.set(root, controls);
  }
  controls.update(data);
}
