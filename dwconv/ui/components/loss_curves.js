// The losses of the channels over the updates, as curves that are drawn as far as the update that is shown.

import { addElement } from "../../player/js/add_element.js";
import { MINUS } from "./descent_numbers.js";
import { element } from "./svg.js";

const CHART = { width: 300, height: 250, left: 46, right: 72, top: 12, bottom: 38 };
const LEAST = 1e-8; // a loss below this is drawn as this
const DASHES = ["", "7 4", "2 3"];
const LINE = 14; // pixels from one name to the next

/**
 * Heights at which words stand above each other, each as near to its own as there is room.
 *
 * @param {number[]} heights
 * @param {number} least
 * @param {number} most
 */
export function apart(heights, least, most) {
  const order = heights.map((_, at) => at).sort((a, b) => heights[a] - heights[b] || a - b);
  const places = heights.map((height) => Math.max(height, least));
  order.forEach((at, place) => {
    if (place) places[at] = Math.max(places[at], places[order[place - 1]] + LINE);
  });
  const over = Math.max(0, places[order[order.length - 1]] - most);
  let next = Number.POSITIVE_INFINITY;
  for (const at of order.reverse()) {
    places[at] = Math.min(places[at], over ? Math.min(most, next - LINE) : places[at]);
    next = places[at];
  }
  return places;
}

/**
 * Where on the chart an update stands, and the logarithm of a loss.
 *
 * @param {DescentRun} run
 * @param {number} height
 */
function scalesOf({ updates, values }, height) {
  const { width, left, right, top, bottom } = CHART;
  const logs = Array.from(values.losses, (loss) => Math.log10(Math.max(loss, LEAST)));
  const least = Math.floor(Math.min(...logs)),
    most = Math.ceil(Math.max(...logs));
  return {
    logs,
    least,
    most,
    x: (/** @type {number} */ at) => left + ((width - left - right) * at) / Math.max(updates, 1),
    y: (/** @type {number} */ log) =>
      top + ((height - top - bottom) * (most - log)) / Math.max(most - least, 1),
  };
}

/**
 * Draw what stays: the lines of the powers of ten, and the names of both axes.
 *
 * @param {Element} svg
 * @param {ReturnType<typeof scalesOf>} scales
 * @param {number} updates
 * @param {number} height
 */
function drawAxes(svg, { least, most, x, y }, updates, height) {
  const { width, left, right, bottom } = CHART;
  const every = Math.ceil((most - least) / 6);
  for (let power = least; power <= most; power += every) {
    const line = { x1: left, x2: width - right, y1: y(power), y2: y(power) };
    element("line", { class: "grid", ...line }, svg);
    const tick = `1e${power}`.replace("-", MINUS);
    element("text", { class: "tick", x: left - 5, y: y(power) + 4 }, svg, tick);
  }
  for (const at of new Set([0, Math.round(updates / 2), updates]))
    element("text", { class: "at", x: x(at), y: height - bottom + 19 }, svg, String(at));
  element("text", { class: "at", x: (left + width - right) / 2, y: height - 4 }, svg, "update");
}

/**
 * The chart.
 *
 * @param {HTMLElement} chart   where it stands
 * @param {HTMLElement} lanes   the pictures: beside them it is as high as they are
 */
export function createCurves(chart, lanes) {
  /** @type {(update: number) => void} */
  let move = () => {};

  return {
    /** Draw it for a run. @param {DescentRun} run */
    build(run) {
      move = () => {};
      if (!chart.clientWidth) return; // the page is being put together, or left
      chart.replaceChildren();
      const { updates, channels, values } = run;
      const cut = values.losses.some((loss) => loss < LEAST)
        ? "; at the bottom 1e\u22128 or less"
        : "";
      const caption = addElement("figcaption", chart, "", `loss, logarithmic${cut}`);
      const { width, top, bottom } = CHART;
      const beside = chart.offsetTop === lanes.offsetTop;
      const height = beside
        ? ((lanes.offsetHeight - caption.offsetHeight - 5) * width) / chart.clientWidth
        : CHART.height;
      const svg = element("svg", { role: "img", viewBox: `0 0 ${width} ${height}` }, chart);
      element("title", {}, svg, "The losses over the updates; the table below has the numbers");
      const scales = scalesOf(run, height),
        { logs, x, y } = scales;
      drawAxes(svg, scales, updates, height);
      const curves = Array.from({ length: channels }, (_, channel) => {
        const style = `--hue: var(--dw-hue-${channel})`;
        const dashes = { "stroke-dasharray": DASHES[channel % DASHES.length] };
        return {
          points: Array.from({ length: updates + 1 }, (_, at) => [
            x(at),
            y(logs[at * channels + channel]),
          ]),
          line: element("polyline", { class: "curve", style, ...dashes }, svg),
          end: element("circle", { class: "mark", r: 4.5, style }, svg),
        };
      });
      const names = curves.map((_, channel) =>
        element("text", { class: "which" }, svg, `channel ${channel}`),
      );
      const now = element("line", { class: "now", y1: top, y2: height - bottom }, svg);
      move = (update) => {
        const across = String(x(update));
        now.setAttribute("x1", across);
        now.setAttribute("x2", across);
        const heights = curves.map(({ points }) => points[update][1]);
        const places = apart(heights, top + 4, height - bottom);
        curves.forEach(({ points, line, end }, channel) => {
          line.setAttribute("points", points.slice(0, update + 1).join(" "));
          end.setAttribute("cx", across);
          end.setAttribute("cy", String(heights[channel]));
          // On the right no curve has been yet.
          names[channel].setAttribute("x", String(x(update) + 9));
          names[channel].setAttribute("y", String(places[channel] + 4));
        });
      };
    },
    /** Draw the curves as far as an update. @param {number} update */
    show: (update) => move(update),
  };
}
