// Draws two layers side by side; loaded when a comparison comes, unless the page opens with one (see
// comparison_included.js). It then uses the modules that the page's script already has
// (tests/js/shared_modules.mjs).

import css from "../../../player/css/comparison.css";
import { createComparison } from "../../../player/js/comparison.js";
import { decodeComparison, timelineOfComparison } from "../../../player/js/comparison_model.js";

export { createComparison };

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets.push(sheet);

/**
 * What the clock of a comparison goes through.
 *
 * @param {Uint8Array} payload
 */
export const clockOf = (payload) => timelineOfComparison(decodeComparison(payload));
