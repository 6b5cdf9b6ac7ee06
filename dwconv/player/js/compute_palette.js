// The palette: every colour of the player, computed from paper and ink so that what must be told apart
// has the contrast that WCAG asks for: text 4.5:1, lines and marks 3:1.

import constants from "./colours_and_speeds.js";

export const TINTS = 256;

const TEXT = 4.6;
const GRAPHICS = 3.03;

/**
 * A colour of colours_and_speeds.js, "#rrggbb", as its three values.
 *
 * @param {string} text
 * @returns {Colour}
 */
export const fromHex = (text) => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));

/**
 * A colour on the way from one to another.
 *
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} share
 */
export const mix = (from, to, share) => from.map((value, at) => value + (to[at] - value) * share);

/**
 * A colour as CSS says it.
 *
 * @param {Colour} colour
 * @param {number} [alpha]
 */
export const css = (colour, alpha = 1) => `rgba(${colour.map(Math.round).join(",")},${alpha})`;

/**
 * Relative luminance, by WCAG 2.2.
 *
 * @param {Colour} colour
 */
export function luminance(colour) {
  const [r, g, b] = colour.map((value) => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Contrast ratio, by WCAG 2.2: 1 to 21.
 *
 * @param {Colour} one
 * @param {Colour} other
 */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * The hue, moved towards the ink until it stands out from the ground by this ratio.
 *
 * @param {Colour} hue
 * @param {Colour} ground
 * @param {Colour} ink
 * @param {number} ratio
 */
function readable(hue, ground, ink, ratio) {
  for (let share = 0; share < 1; share += 0.01) {
    const colour = mix(hue, ink, share);
    if (contrast(colour, ground) >= ratio) return colour;
  }
  return ink;
}

/**
 * Tints from paper to hue, stopping where digits in ink would no longer be read easily.
 *
 * @param {Colour} hue
 * @param {Colour} paper
 * @param {Colour} ink
 * @param {number} most
 * @param {number} [least]  of that, the share that the smallest value has
 * @returns {Ramp}
 */
function tintRamp(hue, paper, ink, most, least = 0.2) {
  let share = most;
  while (share > 0.2 && contrast(mix(paper, hue, share), ink) < TEXT) share -= 0.02;
  const colours = Array.from({ length: TINTS }, (_, at) =>
    mix(paper, hue, at ? share * (least + ((1 - least) * at) / (TINTS - 1)) : 0).map(Math.round),
  );
  return {
    css: colours.map((colour) => css(colour)),
    pixels: Uint32Array.from(colours, ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r),
    deepest: colours[TINTS - 1],
  };
}

/**
 * Every colour of the player, for a page of this paper and ink.
 *
 * @param {Colour} paper
 * @param {Colour} ink
 * @param {boolean} more  for a reader whose system asks for more contrast
 */
export function paletteOf(paper, ink, more = false) {
  const dark = luminance(paper) < 0.2;
  const panel = mix(paper, ink, dark ? 0.035 : 0.018);
  const empty = mix(paper, ink, dark ? 0.075 : 0.045);
  /** @param {number} share */
  const grey = (share) => mix(paper, ink, share);
  const graphics = more ? TEXT : GRAPHICS;
  const text = more ? 7 : TEXT;
  const negative = tintRamp(fromHex(constants.grey), paper, ink, dark ? 0.72 : 0.62);
  const lanes = constants.hues.map((hex) => {
    const hue = fromHex(hex);
    return {
      // a hue darker than a dark panel would not be seen on it
      positive: tintRamp(
        dark ? readable(hue, panel, ink, GRAPHICS) : hue,
        paper,
        ink,
        dark ? 0.72 : 0.68,
      ),
      negative,
      stroke: readable(hue, panel, ink, dark ? 5 : graphics),
      text: readable(hue, empty, ink, text),
    };
  });
  const sums = {
    // a dark yellow is seen by its light alone: its smallest values need more of it than blue ones
    positive: tintRamp(fromHex(constants.sums), paper, ink, dark ? 0.8 : 1, dark ? 0.64 : 0.2),
    negative,
    stroke: mix(ink, paper, 0.1),
    text: ink,
  };
  const dots = readable(grey(0.3), panel, ink, GRAPHICS);
  return {
    paper,
    ink,
    dark,
    lanes,
    sums,
    panel,
    empty,
    line: more ? ink : grey(0.14),
    grid: more ? readable(grey(0.4), paper, ink, GRAPHICS) : grey(dark ? 0.16 : 0.1),
    /** The grid of values to come, and the edge between the picture and its padding. */
    frame: readable(grey(0.3), empty, ink, graphics),
    hatch: more ? dots : grey(dark ? 0.24 : 0.17),
    dots,
    /** The zeros that were added, on their hatching or dots. */
    added: readable(grey(0.6), dots, ink, TEXT),
    muted: readable(grey(0.55), empty, ink, more ? 7 : 4.8),
  };
}
