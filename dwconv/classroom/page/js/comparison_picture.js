// Draws two layers side by side. It is part of the page's script if the page shows a comparison at
// first; other pages load it as a script of its own when a comparison comes later. Then it uses the
// modules that the page's script already has (tests/js/shared_modules.mjs).

import { createComparison } from "../../../player/js/comparison.js";
import { decodeComparison, timelineOfComparison } from "../../../player/js/comparison_model.js";

export { createComparison };

/**
 * What the clock of a comparison goes through.
 *
 * @param {Uint8Array} payload
 */
export const clockOf = (payload) => timelineOfComparison(decodeComparison(payload));
