// What draws two layers side by side: a script of its own for pages that are
// shown a race later, and a part of the page's script where a race is shown first.

import { createRace } from "../../../player/js/race.js";
import { decodeRace, timelineOfRace } from "../../../player/js/race_model.js";

export { createRace };

/**
 * What the clock of a race goes through.
 *
 * @param {Uint8Array} payload
 */
export const clockOf = (payload) => timelineOfRace(decodeRace(payload));
