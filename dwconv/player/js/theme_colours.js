// The colours of the player, from the theme of the page (the hues: colours_and_speeds.js); and the tint of a value.

import { css, fromHex, paletteOf, TINTS } from "./compute_palette.js";
import { paintsOffScreen } from "./dom.js";

/**
 * @param {string} text
 * @param {Context} context
 */
function parseColour(text, context) {
  context.fillStyle = "black";
  context.fillStyle = text.trim();
  const found = context.fillStyle; // the canvas hands back "#rrggbb" or "rgba(...)"
  if (found[0] !== "#") return (found.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return fromHex(found);
}

const THEME = ["--dw-paper", "--dw-ink", "--dw-text-font", "--dw-code-font"];

const wantsContrast = () => matchMedia("(prefers-contrast: more)").matches;

/**
 * What a theme depends on, as one string: cheap to read, and different when the theme is.
 *
 * @param {Element} element
 */
export function themeKey(element) {
  const style = getComputedStyle(element);
  return [...THEME.map((name) => style.getPropertyValue(name)), wantsContrast()].join("|");
}

/**
 * All colours of the player, from the CSS variables of the page.
 *
 * @param {Element} element
 * @param {Context} context
 * @returns {Theme}
 */
export function readTheme(element, context) {
  const style = getComputedStyle(element);
  /** @param {string} name */
  const colour = (name) => parseColour(style.getPropertyValue(name), context);
  return {
    ...paletteOf(colour("--dw-paper"), colour("--dw-ink"), wantsContrast()),
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
export const hatching = (theme, dpr) =>
  patternOf("lines", theme, dpr, (context, size) => {
    context.strokeStyle = css(theme.hatch);
    context.lineWidth = 1.1 * dpr;
    context.beginPath();
    for (const shift of [-size, 0, size]) {
      context.moveTo(shift - 1, size + 1);
      context.lineTo(shift + size + 1, -1);
    }
    context.stroke();
  });

/**
 * The pattern of zeros that were put between values: dots.
 *
 * @param {Theme} theme
 * @param {number} dpr
 */
export const dotting = (theme, dpr) =>
  patternOf("dots", theme, dpr, (context, size) => {
    context.fillStyle = css(theme.dots);
    for (const at of [0.25, 0.75]) {
      context.beginPath();
      context.arc(at * size, at * size, 0.9 * dpr, 0, 2 * Math.PI);
      context.fill();
    }
  });

/** The patterns of a theme, by name and size: numbers change more often. @type {WeakMap<Theme, Map<string, CanvasPattern>>} */
const patterns = new WeakMap();

/**
 * A pattern of square tiles on the colour of a panel.
 *
 * @param {string} name
 * @param {Theme} theme
 * @param {number} dpr
 * @param {(context: OffscreenCanvasRenderingContext2D, size: number) => void} draw
 */
function patternOf(name, theme, dpr, draw) {
  const kept = patterns.get(theme) ?? new Map(),
    key = `${name} ${dpr}`;
  patterns.set(theme, kept);
  if (!kept.has(key)) kept.set(key, makePattern(theme, dpr, draw));
  return kept.get(key);
}

/**
 * @param {Theme} theme
 * @param {number} dpr
 * @param {(context: OffscreenCanvasRenderingContext2D, size: number) => void} draw
 */
function makePattern(theme, dpr, draw) {
  const size = 6 * dpr;
  const tile = new OffscreenCanvas(size, size);
  const context = paintsOffScreen(tile);
  context.fillStyle = css(theme.panel);
  context.fillRect(0, 0, size, size);
  draw(context, size);
  const pattern = context.createPattern(tile, "repeat");
  if (!pattern) throw new Error("there is no such pattern");
  pattern.setTransform(new DOMMatrix().scale(1 / dpr));
  return pattern;
}
