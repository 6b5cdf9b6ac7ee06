// What draws two layers side by side: a script of its own for pages that are
// shown a comparison later, and a part of the page's script where a comparison is shown first.
// On its own it uses the modules that the page's script already has (tests/js/shared_modules.mjs).

import { createComparison } from "../../../player/js/comparison.js";
import { decodeComparison, timelineOfComparison } from "../../../player/js/comparison_model.js";

export { createComparison };

/**
 * What the clock of a comparison goes through.
 *
 * @param {Uint8Array} payload
 */
export const clockOf = (payload) => timelineOfComparison(decodeComparison(payload));
