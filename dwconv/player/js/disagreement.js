// Where TensorFlow returns another value than the one that a player shows, and the sentence for such windows.

import { listed, nounBefore, signed, writeResult } from "./number_text.js";
import { placeOf } from "./player_model.js";
import { rowsAndColumnsOf } from "./window_sentence.js";

/** What a player knows of it: Python tells it with the numbers, or later. */
export function createDisagreement() {
  /** @type {Disagreement | null} */
  let known = null;
  return {
    /**
     * Take it over; whether it came after its numbers.
     *
     * @param {Options} options
     * @param {boolean} fresh   whether the numbers are others
     */
    hear({ disagreement }, fresh) {
      if (fresh || disagreement) known = disagreement ?? null;
      return !fresh && Boolean(disagreement);
    },
    /** @type {(model: Model, unit: Unit, moment: Moment) => string} */
    at: (model, unit, moment) => disagreementAt(known, model, unit, moment),
  };
}

/**
 * The sentence for a moment; "" if TensorFlow returns the same value.
 *
 * @param {Disagreement | null | undefined} disagreement
 * @param {Model} model
 * @param {Unit} unit
 * @param {Moment} moment
 */
export function disagreementAt(disagreement, model, unit, { w, t }) {
  const { C, M, T } = model;
  if (!disagreement || (unit === "tap" && t < T - 1)) return "";
  const bits = atob(disagreement.windows);
  const differs = (/** @type {number} */ at) =>
    Boolean(bits.charCodeAt(at >> 3) & (128 >> (at & 7)));
  const windows = Array.from({ length: unit === "pixel" ? C * M : 1 }, (_, at) => w + at);
  const others = windows
    .filter(differs)
    .map((at) =>
      valueAt(disagreement, Array.from({ length: at }, (_, before) => before).filter(differs)),
    );
  if (!others.length) return "";
  const sentence = disagreement.sentence.replace("{value}", others.join(", "));
  const reason = takenInWords(disagreement, model, w);
  return reason ? `${sentence} ${reason}` : sentence;
}

/**
 * Which other rows or columns of the input are multiplied for a window; "" where that is not the reason.
 *
 * @param {Disagreement} disagreement
 * @param {Model} model
 * @param {number} w
 */
function takenInWords({ taken }, model, w) {
  if (!taken) return "";
  const { i, j } = placeOf(model, w);
  const ours = rowsAndColumnsOf(model, { i, j });
  const theirs = [taken[0][i], taken[1][j]];
  const parts = ["row", "column"].flatMap((noun, axis) =>
    String(ours[axis]) === String(theirs[axis])
      ? []
      : [
          `${nounBefore(noun, theirs[axis].length)} ${listed(theirs[axis].map(signed))} ` +
            `instead of ${listed(ours[axis].map(signed))}`,
        ],
  );
  return parts.length ? `It takes input ${parts.join(", and ")}.` : "";
}

/**
 * The value that TensorFlow returns for a window.
 *
 * @param {Disagreement} disagreement
 * @param {number[]} before   the earlier windows that differ; their number is the place of the value in the list
 */
function valueAt({ values }, { length }) {
  const bytes = Uint8Array.from(atob(values).slice(4 * length, 4 * length + 4), (letter) =>
    letter.charCodeAt(0),
  );
  return writeResult(new DataView(bytes.buffer).getFloat32(0, true));
}
