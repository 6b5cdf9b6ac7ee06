// What a class is asked and what it answered, as the teacher sees it: on the desk, and on the large
// view for the projector.

import { find, writeWithWords } from "../../player/js/dom.js";
import { counted } from "../../player/js/number_text.js";
import { spoken } from "../../player/js/spoken.js";

/**
 * Write the question into a part of the page: with its choices while it is open, then with its bars,
 * and once it is revealed with its solution.
 *
 * @param {HTMLElement} place
 * @param {ClassFigures} figures
 */
export function drawAnswers(place, figures) {
  const { text = "", open, choices, revealed, reveal } = figures;
  const [asks, ...numbers] = text.split("\n");
  writeWithWords(find(place, ".text", HTMLElement), asks, spoken(asks));
  find(place, ".numbers", HTMLElement).replaceChildren(
    ...blocksOf(numbers).map((block) => {
      const part = document.createElement("p");
      writeWithWords(part, block, spoken(block));
      return part;
    }),
  );
  drawBars(find(place, "table", HTMLTableElement), figures);
  const answer = reveal?.answer ?? "";
  const right = answer && (/[.!?]$/.test(answer) ? answer : `The answer: ${answer}.`);
  const solution = reveal?.solution ?? [];
  // where somebody had it right, or it is a choice, its bar has a mark
  const marked = reveal?.bars?.some((bar) => bar.right);
  const said = right && !marked ? [right] : [];
  const lines = open ? (choices ?? []) : revealed ? [...said, ...solution] : [];
  find(place, ".solution", HTMLElement).replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      writeWithWords(item, line, spoken(line));
      return item;
    }),
  );
}

/**
 * The lines below a question that stand together: a table with its title, or each line by itself.
 *
 * @param {string[]} lines
 */
function blocksOf(lines) {
  const tables = lines.join("\n").split(/\n(?=.*:$)/m);
  return tables.length > 1 ? tables : lines;
}

/**
 * @param {HTMLTableElement} table
 * @param {ClassFigures} figures
 */
function drawBars(table, { open, choices, revealed, answered, reveal }) {
  // a right answer that nobody gave has a bar too, which would tell it before it is revealed
  const bars = (reveal?.bars ?? []).filter(({ count }) => count || choices || revealed);
  table.hidden = open || !bars.length;
  if (table.hidden) return;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  find(table, "caption", HTMLElement).textContent = counted(answered, "{n} answer", "{n} answers");
  const rows = bars.flatMap(({ label, count, right, mistake }) => {
    const row = document.createElement("tr");
    const head = Object.assign(document.createElement("th"), { scope: "row" });
    const words = `${revealed && right ? "✓ " : ""}${label}`;
    writeWithWords(head, words, spoken(words));
    const bar = document.createElement("i");
    bar.style.width = `${(70 * count) / most}%`;
    const cell = document.createElement("td");
    cell.append(bar, String(count));
    row.classList.toggle("right", revealed && right === true);
    row.append(head, cell);
    if (!revealed || !mistake || !count) return row;
    const below = Object.assign(document.createElement("tr"), { className: "mistake" });
    const why = Object.assign(document.createElement("td"), { colSpan: 2, textContent: mistake });
    Object.assign(below.dataset, { label, count });
    below.append(why);
    return [row, below];
  });
  find(table, "tbody", HTMLElement).replaceChildren(...rows);
}

/**
 * Put away what does not fit: explanations, those of the rarest answers first, and then, beside answers,
 * the numbers of the question. What is put away opens below.
 *
 * @param {HTMLElement} place where `drawAnswers` wrote
 * @param {() => boolean} fits
 */
export function fitAnswers(place, fits) {
  const rest = find(place, ".rest", HTMLDetailsElement);
  const numbers = find(place, ".numbers", HTMLElement);
  const reasons = [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".mistake"))]
    .reverse()
    .sort((one, other) => Number(one.dataset.count) - Number(other.dataset.count));
  const wasOpen = rest.open;
  rest.open = false;
  for (const one of [...reasons, numbers, rest]) one.hidden = one === rest;
  /** @type {HTMLElement[]} */
  let away = [];
  const putAway = (/** @type {HTMLElement[]} */ parts) => {
    for (const one of parts) {
      if (fits()) return;
      rest.hidden = false;
      one.hidden = true;
      away.push(one);
    }
  };
  putAway(reasons);
  if (!fits() && !find(place, "table", HTMLElement).hidden && numbers.hasChildNodes()) {
    for (const one of away) one.hidden = false;
    away = [];
    putAway([numbers, ...reasons]);
  }
  rest.open = wasOpen;
  const more = away.filter((one) => one !== numbers);
  const words = more.length
    ? counted(more.length, "{n} more explanation", "{n} more explanations")
    : "";
  find(rest, "summary", HTMLElement).textContent = numbers.hidden
    ? ["The numbers of the question", words].filter(Boolean).join(", ")
    : words;
  const lines = away.reverse().map((one) => {
    const line = document.createElement("li");
    if (one === numbers) line.append(...[...numbers.children].map((part) => part.cloneNode(true)));
    else line.textContent = `${one.dataset.label}: ${one.textContent}`;
    return line;
  });
  find(rest, "ul", HTMLElement).replaceChildren(...lines);
}

/**
 * How many are here and have answered, in words.
 *
 * @param {ClassFigures} figures
 */
export function countsInWords({ students, answered, question }) {
  const here = `${counted(students, "{n} student", "{n} students")} here`;
  return question ? `${here}, ${answered} answered` : here;
}

/**
 * What the button says that shows students what is not theirs yet: of a poll nothing is right.
 *
 * @param {ClassFigures} figures
 */
export const buttonThatShows = ({ reveal }) =>
  reveal?.answer ? "Show students the answer" : "Show students the counts";

/**
 * Why a question went, or was closed, without a press of its button; "" if it was not.
 *
 * @param {ClassFigures | null} before
 * @param {ClassFigures} now
 */
export function removedBecause(before, now) {
  const went = before?.question && !now.question && before.picture !== now.picture;
  if (went) return "The picture has changed, so the question about it is removed.";
  return (before?.open && now.closed) || "";
}

/**
 * What a screen reader says at once: a question that is asked, closed, with its bars, or revealed.
 *
 * @param {ClassFigures | null} before
 * @param {ClassFigures} now
 */
export function newsOf(before, now) {
  const { question, text, open, revealed, answered, reveal } = now;
  if (!before) return "";
  if (!question)
    return before.question ? removedBecause(before, now) || "The question is removed." : "";
  if (before.question !== question) return open ? `The class is asked: ${text}` : "";
  const bars = reveal?.bars ?? [];
  if (revealed && !before.revealed) {
    const right = bars.reduce((sum, bar) => sum + (bar.right ? bar.count : 0), 0);
    const known = bars.some((bar) => bar.right !== null);
    const answer = reveal?.answer ? `The right answer: ${reveal.answer}.` : "";
    return [answer, known ? `${right} of ${answered} were right.` : ""].filter(Boolean).join(" ");
  }
  if (open) return before.open ? "" : "Answers are taken again.";
  if (!before.open) return "";
  const given = bars
    .filter(({ count }) => count)
    .map(({ label, count }) => `${label}: ${counted(count, "{n} student", "{n} students")}`);
  const why = now.closed ?? "The question is closed.";
  return [`${why} ${answered} answered.`, given.join("; ")].join(" ").trim();
}
