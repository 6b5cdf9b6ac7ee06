// Plays a row of values as short tones; a larger value has a higher tone.

const LOWEST = 220; // Hz, of the smallest value; the largest is two octaves higher
const EACH = 0.18; // seconds of a tone
/** @type {AudioContext | undefined} */
let audio;

/**
 * Play a row of values; whether there were any.
 *
 * @param {number[]} values
 * @param {ArrayLike<number>} all   the values that give the lowest and the highest tone
 */
export function playRow(values, all) {
  const [least, most] = rangeOf(all);
  audio ??= new AudioContext();
  for (const [at, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const share = most > least ? (value - least) / (most - least) : 0.5;
    const start = audio.currentTime + at * EACH;
    const tone = new OscillatorNode(audio, { frequency: LOWEST * 4 ** share });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setTargetAtTime(0.2, start, 0.01);
    loudness.gain.setTargetAtTime(0, start + EACH * 0.6, 0.02);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + EACH);
  }
  return values.length > 0;
}

/**
 * The smallest and the largest of many values.
 *
 * @param {ArrayLike<number>} values
 * @returns {[number, number]}
 */
function rangeOf(values) {
  let least = Infinity,
    most = -Infinity;
  for (const value of Array.from(values)) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
