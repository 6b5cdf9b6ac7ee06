// The class's question: one answer for each kind, sent, kept and changeable until it is closed.

import { find } from "../../../player/js/dom.js";
import { counted, listed } from "../../../player/js/number_text.js";
import { heardAgain, spoken } from "../../../player/js/spoken.js";
import { createCountdown } from "./countdown.js";
import { element, writeText } from "./elements.js";
import { announced, judged, revealed } from "./reveal.js";
import { Problem } from "./server.js";

const LONGEST = 80; // characters of an answer, as many as the server reads
const MARKED_FOR = 300; // ms after which a choice is sent
const AGAIN_AFTER = 3000; // ms until an answer that did not get through is sent again

/**
 * @typedef {object} Form a form for one kind of answer
 * @property {(Node | string)[]} parts
 * @property {() => any} read what was given; undefined if nothing was
 * @property {(given: any) => void} write
 * @property {(yes: boolean) => void} enable
 * @property {(reveal: ClassReveal) => void} [reveal]
 * @property {() => void} [destroy]
 */

/**
 * @param {HTMLElement} section
 * @param {{send: (content: object) => Promise<any>, memory: ReturnType<typeof import("./tab_storage.js").remember>, cells: (question: ClassQuestion, changed: (words: string, shown?: string) => void) => ReturnType<typeof import("./choose_cells.js").createCells> | null, visit: (moment: Partial<ClassMoment>) => void, heard: (question: ClassQuestion) => string, products: (question: ClassQuestion) => string, announce: (words: string) => void, serverTime: () => number}} uses
 */
export function createQuestion(
  section,
  { send, memory, cells, visit, heard, products, announce, serverTime },
) {
  const text = find(section, ".dc-text", HTMLElement);
  const about = find(section, ".dc-about", HTMLElement);
  const form = find(section, ".dc-form", HTMLFormElement);
  const said = find(section, ".dc-said", HTMLElement);
  const reveal = find(section, ".dc-reveal", HTMLElement);
  /** @type {ClassQuestion | null} */
  let question = null;
  /** @type {Form | null} */
  let fields = null;
  let drawn = ""; // the question that stands in the form
  let shown = ""; // the reveal that stands below it
  let timer = 0;
  /** @type {{id: string, given: any} | null} */
  let unsent = null; // the newest answer until it got through: newer than the one that is kept

  /**
   * @param {string} words
   * @param {"" | "problem" | "received"} [kind]
   */
  function say(words, kind = "") {
    said.dataset.kind = kind;
    if (said.dataset.words === words) return;
    said.dataset.words = words;
    writeText(said, words);
  }

  /** @param {ClassQuestion} asked */
  function draw(asked) {
    clearTimeout(timer);
    fields?.destroy?.();
    writeText(text, asked.text ?? "");
    const button = element("button", { type: "submit", textContent: "Send" });
    fields = formFor(asked, cells, announce, button);
    form.className = `dc-form dc-of-${asked.kind}`;
    form.replaceChildren(...fields.parts, button);
    const before = memory.answer(asked.id);
    if (before) fields.write(before.given);
    const more = heard(asked); // what those who see the picture see in it
    about.textContent = more;
    for (const field of form.querySelectorAll("input[type=text]")) field.ariaDescription = more;
    announce(spoken(`Question: ${asked.text ?? ""}`) + (more && ` ${more}`));
    section.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} id
   * @param {any} given
   * @param {boolean} quietly
   */
  async function deliver(id, given, quietly) {
    clearTimeout(timer);
    const mine = { id, given };
    unsent = mine;
    if (!quietly) say("Sending …");
    try {
      const { answer, problem } = await send({ question: id, answer: given });
      if (unsent !== mine) return;
      unsent = null;
      if (problem) {
        if (question?.id !== id) return;
        const kept = memory.answer(id);
        const own = kept && written(question, kept.read);
        say(own ? `${problem} Your answer is still ${own}.` : problem, "problem");
        return;
      }
      memory.keepAnswer(id, given, answer);
      if (question?.id !== id) return;
      showReceived();
      if (!quietly) said.scrollIntoView({ block: "nearest" }); // below the button on a small phone
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (unsent !== mine || question?.id !== id || !question.open) return;
      if (problem.passes) {
        say(`Not received yet. ${problem.message} Trying again …`, "problem");
        timer = setTimeout(
          () => deliver(id, given, false),
          Math.max(problem.wait, AGAIN_AFTER) * (0.7 + 0.6 * Math.random()),
        );
      } else {
        unsent = null;
        say(problem.message, "problem");
      }
    }
  }

  function showReceived() {
    if (!question) return;
    const kept = memory.answer(question.id);
    const own = kept && written(question, kept.read);
    if (!question.open)
      say(
        `${question.closed ?? "The question is closed."} ${own ? `Your answer: ${own}.` : "You did not answer it."}`,
      );
    else if (own)
      say(`Received: ${own}. You can change it until the question is closed.`, "received");
    else say("");
  }

  const clock = createCountdown([find(section, ".dc-clock", HTMLElement)], {
    serverTime,
    announce,
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!question?.open || !fields) return;
    const given = fields.read();
    if (given === undefined) {
      const inputs = [...form.querySelectorAll("input")];
      const all = inputs.some(({ value, type }) => type === "text" && value.trim());
      say(
        heardAgain(all ? "Fill in every field." : "Give an answer first.", said.dataset.words),
        "problem",
      );
      inputs.find(({ value }) => !value.trim())?.focus();
    } else deliver(question.id, given, false);
  });
  // a choice that is marked is sent; arrow keys may pass over others
  form.addEventListener("change", () => {
    if (question?.kind !== "choice") return;
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), MARKED_FOR);
  });
  // the player's keys are for those who do not type
  section.addEventListener("keydown", (event) => event.stopPropagation());

  return {
    /**
     * Show what the class is asked now, if anything.
     *
     * @param {ClassQuestion | null} asked
     */
    show(asked) {
      const isNew = asked !== null && asked.id !== drawn;
      const changes = question?.open !== asked?.open;
      question = asked;
      section.hidden = asked === null;
      if (asked === null) {
        clearTimeout(timer);
        fields?.destroy?.();
        fields = null;
        clock.set(undefined);
        drawn = shown = "";
        announce("");
        return;
      }
      if (isNew) {
        drawn = asked.id;
        shown = "";
        draw(asked);
      }
      fields?.enable(asked.open);
      find(form, "button[type=submit]", HTMLButtonElement).hidden = !asked.open;
      if (changes || isNew) {
        clearTimeout(timer);
        showReceived();
      }
      showReveal(asked);
      clock.set(asked.open ? asked.ends : undefined);
    },
    /** Make sure that the server has the answer that this tab has given. */
    confirm() {
      if (!question?.open) return;
      const { id } = question;
      const kept = memory.answer(id);
      if (unsent?.id === id) deliver(id, unsent.given, false);
      else if (kept) deliver(id, kept.given, true);
    },
    get asked() {
      return question;
    },
  };

  /** @param {ClassQuestion} asked */
  function showReveal(asked) {
    const now = JSON.stringify(asked.reveal ?? null);
    reveal.hidden = !asked.reveal;
    // once it is closed, what was answered is said below; of choices all are still to be read
    form.hidden = asked.kind === "choice" ? Boolean(asked.reveal) : !asked.open;
    if (now === shown) return;
    shown = now;
    if (!asked.reveal) {
      reveal.replaceChildren();
      return;
    }
    const { moment } = asked.reveal;
    fields?.reveal?.(asked.reveal);
    const kept = memory.answer(asked.id);
    const visits = moment ? () => visit(moment) : null;
    reveal.replaceChildren(...revealed(asked.reveal, visits, kept?.read));
    const own = kept
      ? judged(asked.reveal, kept.read, written(asked, kept.read))
      : "You did not answer.";
    say(`${asked.closed ?? ""} ${own} ${announced(asked.reveal)}`.trim());
    // row by row, to find one's mistake in: in the same status, so that it is one message
    said.append(element("span", { className: "dw-unseen" }, ` ${products(asked)}`));
  }
}

/**
 * An answer in words.
 *
 * @param {ClassQuestion} question
 * @param {any} read what the server read
 */
function written(question, read) {
  switch (question.kind) {
    case "shape":
      return read.join(" × ");
    case "cells":
      return `${counted(read.length, "{n} cell", "{n} cells")} at ${listed(
        read.map((/** @type {number[]} */ cell) => `(${cell.join(", ")})`),
      )}`;
    case "choice":
      return question.choices?.[read] ?? "";
    case "fields":
      return Object.entries(read)
        .map((field) => field.join(" "))
        .join(", ");
    default:
      return String(read).replace("-", "−");
  }
}

/**
 * @param {ClassQuestion} question
 * @param {Parameters<typeof createQuestion>[1]["cells"]} cells
 * @param {(words: string) => void} announce
 * @param {HTMLButtonElement} button
 * @returns {Form}
 */
function formFor(question, cells, announce, button) {
  switch (question.kind) {
    case "choice":
      return choiceForm(question);
    case "fields":
      return fieldsForm(question.fields ?? []);
    case "cells":
      return cellsForm(question, cells, announce, button);
    default: // the three numbers of a shape stand in one field
      return textForm((question.names ?? ["Your answer"]).join(" × "));
  }
}

/**
 * @param {string} label
 * @returns {Form}
 */
function textForm(label) {
  const form = fieldsForm([label]);
  return {
    ...form,
    read: () => form.read()?.[label],
    write: (given) => form.write({ [label]: given }),
  };
}

/**
 * @param {string[]} names
 * @returns {Form}
 */
function fieldsForm(names) {
  const inputs = names.map(() => {
    const input = element("input", { type: "text", inputMode: "text", maxLength: LONGEST });
    input.autocomplete = "off";
    return input;
  });
  return {
    parts: names.map((name, at) =>
      element("label", { className: "dc-field" }, writeText(element("span"), name), inputs[at]),
    ),
    read() {
      const values = inputs.map(({ value }) => value.trim());
      if (values.some((value) => !value)) return undefined;
      return Object.fromEntries(names.map((name, at) => [name, values[at]]));
    },
    write: (given) => {
      for (const [at, name] of names.entries()) inputs[at].value = given[name] ?? "";
    },
    enable: (yes) => {
      for (const input of inputs) input.disabled = !yes;
    },
  };
}

/**
 * @param {ClassQuestion} question
 * @returns {Form}
 */
function choiceForm({ id, choices = [] }) {
  const inputs = choices.map((_, at) =>
    element("input", { type: "radio", name: `choice-${id}`, value: String(at) }),
  );
  const labels = choices.map((choice, at) =>
    element("label", {}, inputs[at], writeText(element("span"), choice)),
  );
  const legend = element("legend", { className: "dw-unseen", textContent: "Choose one" });
  const set = element("fieldset", {}, legend, ...labels);
  return {
    parts: [set],
    read() {
      const at = inputs.findIndex(({ checked }) => checked);
      return at < 0 ? undefined : at;
    },
    write: (given) => {
      if (inputs[given]) inputs[given].checked = true;
    },
    enable: (yes) => {
      set.disabled = !yes;
    },
  };
}

/**
 * @param {ClassQuestion} question
 * @param {Parameters<typeof createQuestion>[1]["cells"]} cells
 * @param {(words: string) => void} announce
 * @param {HTMLButtonElement} button
 * @returns {Form}
 */
function cellsForm(question, cells, announce, button) {
  const count = element("span");
  const tell = (more = "") => {
    const chosen = grid?.cells.length ?? 0;
    button.disabled = !chosen;
    count.textContent = chosen
      ? `${counted(chosen, "{n} cell", "{n} cells")} chosen.${more}`
      : more || "Tap cells in the picture below.";
  };
  const grid = cells(question, (words, shown) => {
    tell(shown);
    announce(words);
    if (shown) count.scrollIntoView({ block: "nearest" }); // the picture may fill a phone
  });
  tell();
  return {
    parts: [count],
    read: () => (grid?.cells.length ? grid.cells : undefined),
    write(given) {
      grid?.choose(given);
      tell();
    },
    enable: (yes) => grid?.enable(yes),
    reveal: ({ cells: right }) => grid?.reveal(right ?? []),
    destroy: () => grid?.destroy(),
  };
}
