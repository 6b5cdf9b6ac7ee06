// What is said of a list of sizes once some of them are others.

const NUMBER = /\d+(?:,\d{3})*/g;
const LIST = /^[^:]+: [^\d,]+ \d+(?:,\d{3})*(?:, [^\d,]+ \d+(?:,\d{3})*)*(?:, \D+)?$/;

/**
 * Of a list of sizes those that are others than in the one before it, and what they were: "output:
 * batch 1, height 3" becomes "Now output: height 3, was 5". Other sentences stay as they are.
 *
 * @param {string} sentence
 * @param {string} [before]
 */
export function whatIsOther(sentence, before = "") {
  if (!LIST.test(sentence) || !LIST.test(before)) return sentence;
  const [name, ...parts] = sentence.split(/: |, /),
    [, ...old] = before.split(/: |, /);
  const names = (/** @type {string[]} */ sizes) => String(sizes).replace(NUMBER, "");
  if (names(parts) !== names(old)) return sentence;
  const changed = parts.flatMap((part, at) =>
    part === old[at] ? [] : [`${part}, was ${old[at].match(NUMBER)}`],
  );
  return `Now ${name}: ${changed.join("; ")}`;
}

/** What a sentence is about: its words before a colon or a number. @param {string} sentence */
const subject = (sentence) => sentence.split(/: |\d/)[0] || sentence;

/**
 * Sentences that are still to be said, and newer ones: one about the same stands in place of the older.
 *
 * @param {string[]} older
 * @param {string[]} newer
 */
export function inPlaceOf(older, newer) {
  const left = [...newer];
  const kept = older.flatMap((each) => {
    const at = left.findIndex((one) => subject(one) === subject(each));
    return at < 0 ? [each] : left.splice(at, 1);
  });
  return [...kept, ...left];
}
