// Makes a row of values heard: one short tone for each, the higher the larger.

const LOWEST = 220; // Hz, of the smallest value; the largest is two octaves higher
const EACH = 0.18; // seconds of a tone
/** @type {AudioContext | undefined} */
let audio;

/**
 * Play a row of values.
 *
 * @param {number[]} values
 * @param {[number, number]} range   the smallest and the largest value there may be
 */
export function playRow(values, [least, most]) {
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
}
