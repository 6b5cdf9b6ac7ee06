// The right answer with what explains it, and what the class thought.

import { counted } from "../../../player/js/number_text.js";
import { element, writeText } from "./elements.js";

/**
 * @param {ClassReveal} reveal
 * @param {(() => void) | null} show shows the moment that explains it
 * @param {any} own the own answer as the server read it: what is said of it stands elsewhere
 */
export function revealed(reveal, show, own) {
  const parts = [];
  const lines = reveal.solution ?? [];
  if (lines.length === 1) parts.push(writeText(element("p"), lines[0]));
  else if (lines.length)
    parts.push(element("ol", {}, ...lines.map((line) => writeText(element("li"), line))));
  if (show)
    parts.push(
      element(
        "p",
        {},
        element("button", { type: "button", onclick: show }, "Show it in the picture"),
      ),
    );
  const bars = reveal.bars ?? [];
  const both = [parts, bars.length ? [histogram(bars, own)] : []];
  return both.filter((one) => one.length).map((one) => element("div", {}, ...one));
}

/**
 * @param {NonNullable<ClassReveal["bars"]>} bars
 * @param {any} own
 */
function histogram(bars, own) {
  const all = answersIn(bars);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const rows = bars.map((one) => {
    const { label, count, right, mistake } = one;
    const bar = element("i");
    bar.style.width = `${(70 * count) / most}%`;
    const head = writeText(element("th", { scope: "row" }), `${right ? "✓ " : ""}${label}`);
    if (mistake && count && !isOf(one, own))
      head.append(element("span", { className: "dc-mistake", textContent: mistake }));
    const cell = element("td", { className: "dc-count" });
    cell.append(element("span", { className: "dc-bar" }, bar, String(count)));
    return element("tr", { className: right ? "dc-true" : "" }, head, cell);
  });
  const caption = `What the class answered (${counted(all, "{n} answer", "{n} answers")})`;
  const header = ["Answer", "How many"].map((name) => element("th", { scope: "col" }, name));
  return element(
    "table",
    { className: "dw-table" },
    element("caption", { textContent: caption }),
    element("thead", {}, element("tr", {}, ...header)),
    element("tbody", {}, ...rows),
  );
}

/**
 * The right answer as a sentence; that of a lesson is one already.
 *
 * @param {string} answer
 */
const rightAnswer = (answer) => (/[.!?]$/.test(answer) ? answer : `The right answer is ${answer}.`);

/**
 * What is said to a student about the own answer, as far as it is known.
 *
 * @param {ClassReveal} reveal
 * @param {any} read the answer as the server read it
 * @param {string} words the same in words
 */
export function judged({ answer, bars = [] }, read, words) {
  const bar = bars.find((one) => isOf(one, read));
  if (bar?.right) return "Right."; // the answer itself is said next
  return bar && answer
    ? `Not right: ${words}. ${bar.mistake ?? ""}`.trim()
    : `Your answer: ${words}.`;
}

/** How many answers bars count. @param {{count: number}[]} bars */
const answersIn = (bars) => bars.reduce((sum, { count }) => sum + count, 0);

/** Whether a bar counts an answer. @param {{key: string}} bar @param {any} read */
const isOf = ({ key }, read) => inOneForm(JSON.parse(key)) === inOneForm(read);

/** An answer as text, its names in one order. @param {any} answer */
const inOneForm = (answer) =>
  JSON.stringify(Object(answer) === answer ? Object.entries(answer).sort() : answer);

/**
 * What a screen reader says of it at once.
 *
 * @param {ClassReveal} reveal
 */
export function announced({ answer, bars = [] }) {
  const all = answersIn(bars);
  const right = bars.filter((bar) => bar.right);
  return [
    answer ? rightAnswer(answer) : "",
    right.length && all ? `${answersIn(right)} of ${all} were right.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
