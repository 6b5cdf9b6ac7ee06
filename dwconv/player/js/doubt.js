// What is said at the windows at which somebody else, TensorFlow for one, returns another value.

/**
 * The sentence for a moment; "" where nobody returns another value.
 *
 * @param {Doubt | null | undefined} doubt
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function doubtAt(doubt, { C, M, T }, unit, { w, t }) {
  if (!doubt || (unit === "tap" && t < T - 1)) return "";
  const bits = atob(doubt.windows);
  const differs = (/** @type {number} */ at) =>
    Boolean(bits.charCodeAt(at >> 3) & (128 >> (at & 7)));
  const windows = Array.from({ length: unit === "pixel" ? C * M : 1 }, (_, at) => w + at);
  return windows.some(differs) ? doubt.sentence : "";
}
