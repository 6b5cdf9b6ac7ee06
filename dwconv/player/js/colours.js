// The theme of the page and the tints of the lanes.

import constants from "./constants.js";
import { paintsOffScreen } from "./dom.js";

const TINTS = 256;

/**
 * @param {string} text
 * @param {Context} context
 */
function parseColour(text, context) {
  context.fillStyle = "#000";
  context.fillStyle = text.trim();
  const found = context.fillStyle; // the canvas hands back "#rrggbb" or "rgba(...)"
  if (found[0] !== "#") return (found.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return [1, 3, 5].map((at) => parseInt(found.slice(at, at + 2), 16));
}

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

/** @param {Colour} colour */
function luminance(colour) {
  const [r, g, b] = colour.map((value) => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {Colour} one
 * @param {Colour} other
 */
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * The hue, moved towards the ink until it stands out from the paper by this ratio.
 *
 * @param {Colour} hue
 * @param {Colour} paper
 * @param {Colour} ink
 * @param {number} ratio
 */
function readable(hue, paper, ink, ratio) {
  for (let share = 0; share < 1; share += 0.05) {
    const colour = mix(hue, ink, share);
    if (contrast(colour, paper) >= ratio) return colour;
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
 */
function tintRamp(hue, paper, ink, most) {
  let deepest = most;
  while (deepest > 0.2 && contrast(mix(paper, hue, deepest), ink) < 4.6) deepest -= 0.02;
  const colours = Array.from({ length: TINTS }, (_, at) => {
    const share = at ? deepest * (0.1 + (0.9 * at) / (TINTS - 1)) : 0;
    return mix(paper, hue, share).map(Math.round);
  });
  return {
    css: colours.map((colour) => css(colour)),
    pixels: Uint32Array.from(colours, ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r),
  };
}

const THEME = ["--dw-paper", "--dw-ink", "--dw-text-font", "--dw-code-font"];

/**
 * What a theme depends on, as one string: cheap to read, and different when the theme is.
 *
 * @param {Element} element
 */
export function themeKey(element) {
  const style = getComputedStyle(element);
  return THEME.map((name) => style.getPropertyValue(name)).join("|");
}

/**
 * All colours of the player, from the CSS variables of the page.
 *
 * @param {Element} element
 * @param {Context} context
 */
export function readTheme(element, context) {
  const style = getComputedStyle(element);
  /** @param {string} name */
  const colour = (name) => parseColour(style.getPropertyValue(name), context);
  const paper = colour("--dw-paper"),
    ink = colour("--dw-ink");
  const dark = luminance(paper) < 0.2;
  const grey = tintRamp(parseColour(constants.grey, context), paper, ink, dark ? 0.72 : 0.62);
  const lanes = constants.hues.map((text) => {
    const hue = parseColour(text, context);
    return {
      positive: tintRamp(hue, paper, ink, dark ? 0.72 : 0.68),
      negative: grey,
      stroke: readable(hue, paper, ink, dark ? 5 : 3.1),
      text: readable(hue, mix(paper, ink, 0.03), ink, 4.6),
    };
  });
  const sums = {
    positive: tintRamp(parseColour(constants.sums, context), paper, ink, dark ? 0.8 : 0.62),
    negative: tintRamp(parseColour(constants.less, context), paper, ink, dark ? 0.5 : 0.6),
    stroke: mix(ink, paper, 0.1),
    text: ink,
  };
  return {
    paper,
    ink,
    dark,
    lanes,
    sums,
    panel: mix(paper, ink, dark ? 0.035 : 0.018),
    line: mix(paper, ink, 0.14),
    grid: mix(paper, ink, dark ? 0.16 : 0.1),
    empty: mix(paper, ink, dark ? 0.075 : 0.045),
    muted: readable(mix(paper, ink, 0.55), paper, ink, 4.8),
    textFont: style.getPropertyValue("--dw-text-font"),
    codeFont: style.getPropertyValue("--dw-code-font"),
  };
}

/**
 * The colours of channel k; of sums across channels where it is null.
 *
 * @param {Theme} theme
 * @param {number | null} k
 */
export const laneColours = (theme, k) =>
  k === null ? theme.sums : theme.lanes[k % theme.lanes.length];

/**
 * Index into a ramp: 0 for zero (and NaN), the last for the largest magnitude there is.
 *
 * @param {number} value
 * @param {number} largest
 */
export function depth(value, largest) {
  if (!value || !largest) return 0;
  return Math.max(1, Math.round(Math.min(Math.abs(value) / largest, 1) * (TINTS - 1)));
}

/**
 * The tint of a value in the lane of channel k.
 *
 * @param {Theme} theme
 * @param {number | null} k
 * @param {number} value
 * @param {number} largest
 */
export function tint(theme, k, value, largest) {
  const { positive, negative } = laneColours(theme, k);
  return (value > 0 ? positive : negative).css[depth(value, largest)];
}

/**
 * Diagonal lines: what lies outside the picture.
 *
 * @param {Theme} theme
 * @param {number} dpr
 */
export function hatching(theme, dpr) {
  const size = 6 * dpr;
  const tile = new OffscreenCanvas(size, size);
  const context = paintsOffScreen(tile);
  context.fillStyle = css(theme.panel);
  context.fillRect(0, 0, size, size);
  context.strokeStyle = css(mix(theme.paper, theme.ink, theme.dark ? 0.24 : 0.17));
  context.lineWidth = 1.1 * dpr;
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, size + 1);
    context.lineTo(shift + size + 1, -1);
  }
  context.stroke();
  return repeated(context, tile, dpr);
}

/**
 * The pattern of zeros that were put between values: dots.
 *
 * @param {Theme} theme
 * @param {number} dpr
 */
export function dotting(theme, dpr) {
  const size = 6 * dpr;
  const tile = new OffscreenCanvas(size, size);
  const context = paintsOffScreen(tile);
  context.fillStyle = css(theme.panel);
  context.fillRect(0, 0, size, size);
  context.fillStyle = css(mix(theme.paper, theme.ink, theme.dark ? 0.36 : 0.27));
  for (const at of [0.25, 0.75]) {
    context.beginPath();
    context.arc(at * size, at * size, 0.9 * dpr, 0, 2 * Math.PI);
    context.fill();
  }
  return repeated(context, tile, dpr);
}

/**
 * @param {Context} context
 * @param {OffscreenCanvas} tile
 * @param {number} dpr
 */
function repeated(context, tile, dpr) {
  const pattern = context.createPattern(tile, "repeat");
  if (!pattern) throw new Error("a canvas of no size has no pattern");
  pattern.setTransform(new DOMMatrix().scale(1 / dpr));
  return pattern;
}

/**
 * The worst contrast between digits and any tint that they may stand on.
 *
 * @param {Theme} theme
 * @param {Context} context
 */
export function worstContrast({ lanes, sums, ink }, context) {
  const ramps = [...lanes, sums].flatMap(({ positive, negative }) => [positive, negative]);
  return Math.min(
    ...ramps.map(({ css: tints }) => contrast(parseColour(tints[TINTS - 1], context), ink)),
  );
}
