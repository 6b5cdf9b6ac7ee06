// The answers of exercise sheets in the browser's storage.

/**
 * The answers to a sheet that are kept.
 *
 * @param {Storage} storage
 * @param {string} sheet
 * @returns {Record<string, unknown>}
 */
export function readAnswers(storage, sheet) {
  try {
    const kept = JSON.parse(storage.getItem(nameOf(sheet)) ?? "{}");
    return kept !== null && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {}; // not written by this script
  }
}

/**
 * Keep the answers that the session knows beside those that it does not know, or alone.
 *
 * @param {Storage} storage
 * @param {KeptAnswers} known
 * @returns {Record<string, unknown>} those that it does not know
 */
export function keepAnswers(storage, { sheet, answers, alone }) {
  const kept = alone ? {} : readAnswers(storage, sheet);
  const together = { ...kept, ...answers };
  if (alone) storage.removeItem(nameOf(sheet));
  if (Object.keys(together).length) storage.setItem(nameOf(sheet), JSON.stringify(together));
  return Object.fromEntries(Object.entries(kept).filter(([number]) => !(number in answers)));
}

const nameOf = (/** @type {string} */ sheet) => `dwconv exercises ${sheet}`;
