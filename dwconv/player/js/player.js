// The player: a depthwise convolution, one visible step at a time.
//
// It draws the numbers of a payload (see payload.py) and computes none. Whatever is on the canvas
// is a function of (payload, moment, hover) and, for a fraction of a second between two moments,
// of how far the window has moved.

import { css, laneColours, readTheme, themeKey, worstContrast } from "./colours.js";
import { createGuess } from "./guess.js";
import { NARROW, cellOf, viewsOf } from "./layout.js";
import {
  decode, describe, describeCell, describeQuestion, outputAt, outputName, placeOf, revealed, sameBytes,
  tapPlace, timelineOf, windowAt, writeResult,
} from "./model.js";
import { buildStage, paintBase, paintOverlay } from "./painting.js";
import { createMotion, within } from "./motion.js";
import { createPresenter } from "./presenter.js";
import { createTransport } from "./transport.js";

const sameCell = (one, other) => one === other || Boolean(
  one && other && Object.keys(one).every((name) => one[name] === other[name]));

/**
 * Bring the markup of player.html to life.
 *
 * root     an element that is, or contains, div.dw-player
 * onSeek   called with {step, unit, speed, focus, playing} after play, pause, seek, a new unit, speed or focus,
 *          and when new numbers start it over; never while it plays. `step` counts windows.
 * onNext   called with 1 or -1 when a presenter goes on to the next example, or back
 */
export function createPlayer(root, { onSeek = () => {}, onNext = null } = {}) {
  const player = root.matches?.(".dw-player") ? root : root.querySelector(".dw-player");
  const find = (selector) => player.querySelector(selector);
  const ui = { scene: find(".dw-scene"), lanes: find(".dw-lanes"), tip: find(".dw-tip") };
  const base = find(".dw-base").getContext("2d"), overlay = find(".dw-overlay").getContext("2d");
  const gone = new AbortController();

  let bytes = null, model = null;  // what is shown: the payload
  let stage = null;                // what is painted with: scene, colours, images of the planes
  let focus = 0;
  let shown = { w: 0, t: 0 };      // what the base canvas shows: the moment, once the window arrived
  let hover = null, hoverThere = false, tipSize = { width: 0, height: 0 };

  const motion = createMotion({ placeOf: placeOnScreen, onWay: outline, there: arrive });
  const transport = createTransport(player, {
    go: motion.go, tick: motion.tick, setFocus,
    changed: () => hover && paint(),
    describe() {
      const { unit, moment } = transport;
      const asked = Boolean(model.windows) && guess.asks(moment.w);
      return asked ? describeQuestion(model, moment) : describe(model, unit, moment);
    },
    get focus() { return focus; },
    get asks() { return guess.on ? asking() : undefined; },
    get lanes() { return model.C > 1; },
  }, onSeek);

  const guess = createGuess(player, {
    question(w) {
      const place = placeOf(model, w), value = outputAt(model, place.k, place.q, place.i, place.j);
      return { name: outputName(model, place), value, text: writeResult(value) };
    },
    reveal() {
      paint();
      transport.tellState();
    },
    next: () => transport.seekWindow(shown.w + 1),
  });

  /** Whether the value of the window that is shown is still to be predicted. */
  const asking = () => Boolean(model.windows) && guess.asks(shown.w);
  /** What may be seen: of a value that is to be predicted, the window and none of its products. */
  const visible = () => (asking() ? [{ w: shown.w, t: -1 }, "tap"] : [shown, transport.unit]);

  /** Show these numbers. The same bytes change nothing; others start the animation over. */
  function update(newBytes, wishes = {}) {
    const first = model === null;
    const fresh = !sameBytes(bytes, newBytes);
    if (fresh) load(newBytes);
    transport.grant(wishes, fresh);
    if (fresh && Number.isInteger(wishes.step)) focus = placeOf(model, transport.moment.w).k;
    if (Number.isInteger(wishes.focus)) focus = within(wishes.focus, model.C - 1);
    if (wishes.predict !== undefined) guess.set(wishes.predict);
    transport.limit();
    if (fresh) {
      shown = transport.moment;
      motion.set(shown);
      if (!first) transport.reportSoon();  // so that nobody keeps a step of the numbers before
    }
    restage(fresh);
    if (wishes.predict !== undefined && !fresh) paint();
    ask();
    transport.tellState();
    transport.wake();
  }

  function load(newBytes) {
    bytes = newBytes;
    model = decode(bytes);
    transport.load(timelineOf(model));
    focus = within(focus, model.C - 1);
    hover = null;
    hideTip();
    guess.reset();
  }

  function ask() {
    guess.show(shown.w);
    if (asking()) transport.pause();
  }

  // -- the stage: rebuilt when numbers, size, focus or theme change

  function restage(force = false) {
    const { scale } = presenter;
    const width = Math.floor(ui.scene.clientWidth / scale);
    if (!width || !model) return;
    const narrow = width < NARROW;
    player.classList.toggle("dw-narrow", narrow);
    if (!narrow) ui.scene.style.height = "";
    const height = narrow ? 0 : Math.floor(ui.scene.clientHeight / scale);
    const dpr = Math.min(window.devicePixelRatio || 1, 3) * scale;
    const look = themeKey(player);
    const key = [width, height, dpr, focus, look].join();
    if (!force && stage?.key === key) return;
    const theme = stage?.look === look ? stage.theme : readTheme(player, overlay);
    stage = buildStage(model, theme, { width, height, scale }, dpr, focus, overlay);
    Object.assign(stage, { key, look });
    if (narrow) ui.scene.style.height = `${stage.scene.height * scale}px`;
    for (const { canvas } of [base, overlay]) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(stage.scene.height * dpr);
      // not stretched by the fraction of a pixel that rounding left over
      canvas.style.width = scale > 1 ? `${(canvas.width * scale) / dpr}px` : "";
      canvas.style.height = scale > 1 ? `${(canvas.height * scale) / dpr}px` : "";
    }
    placeLaneButtons();
    paint();
    outline();
  }

  function placeLaneButtons() {
    const { lanes } = stage.scene;
    ui.lanes.style.transform = presenter.scale > 1 ? `scale(${presenter.scale})` : "";
    const choice = lanes.some((lane) => !lane.big);
    while (ui.lanes.children.length > lanes.length) ui.lanes.lastChild.remove();
    for (const lane of lanes) {
      const button = ui.lanes.children[lane.k]
        ?? ui.lanes.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "dw-lane";
      button.dataset.k = lane.k;
      button.textContent = `channel ${lane.k}`;
      button.disabled = !choice;
      button.title = choice && !lane.big ? "make this lane the large one" : "";
      button.setAttribute("aria-pressed", String(lane.k === focus));
      button.style.left = `${lane.name.x - 4}px`;
      button.style.top = `${lane.name.y}px`;
      button.style.color = css(laneColours(stage.theme, lane.k).text);
    }
  }

  function paint() {
    if (stage) paintBase(base, stage, ...visible(), pointedAt());
  }

  function outline(arrival = 1) {
    if (!stage) return;
    paintOverlay(overlay, stage, transport.moment, transport.unit, { visual: motion.place, hover, arrival });
  }

  function placeOnScreen({ w, t }) {
    if (!model.windows) return { row: 0, column: 0, a: 0, b: 0 };
    const { row, column } = tapPlace(model, placeOf(model, w), 0);
    return { row, column, a: Math.floor(t / model.KW), b: t % model.KW };
  }

  function arrive(moment) {
    shown = moment;
    if (hover && hoverThere !== isThere(hover)) fillTip();
    paint();
    outline();
    ask();
  }

  function setFocus(k) {
    if (k === focus || k < 0 || k >= model.C) return;
    focus = k;
    hover = null;
    hideTip();
    restage();
    transport.reportSoon();
  }

  // -- the pointer

  /** The lane and the cell under a pointer event. */
  function hit(event) {
    const frameBox = ui.scene.getBoundingClientRect();
    const { scale } = presenter;
    const x = (event.clientX - frameBox.left) / scale, y = (event.clientY - frameBox.top) / scale;
    const over = (box) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
    const lane = stage?.scene.lanes.find(over), view = lane?.views.find(over);
    if (!view) return { x, y, lane, cell: null };
    const row = within(Math.floor((y - view.y) / view.ch), view.rows - 1);
    const column = within(Math.floor((x - view.x) / view.cw), view.cols - 1);
    const { kind, k, q } = view;
    if (kind !== "patch") return { x, y, lane, cell: { kind, k, q, row, column } };
    // the same value as in the plane, so the same cell
    const place = tapPlace(model, placeOf(model, shown.w), row * model.KW + column);
    return { x, y, lane, cell: { kind: "input", k, q, ...place } };
  }

  const revealedNow = (k, q) => {
    const [moment, unit] = visible();
    return revealed(model, unit, moment, k, q);
  };
  const isThere = ({ kind, k, q, row, column }) =>
    kind === "output" && row * model.OW + column < revealedNow(k, q);

  /** While paused, an output value under the pointer shows its own arithmetic: its window. */
  function pointedAt() {
    if (!hover || transport.playing || !isThere(hover)) return null;
    const w = windowAt(model, { i: hover.row, j: hover.column, k: hover.k, q: hover.q });
    return transport.unit === "window" && w === shown.w ? null : w;
  }

  function point(event) {
    const { x, y, lane, cell } = hit(event);
    ui.scene.classList.toggle("dw-pointing", cell?.kind === "output" || Boolean(lane && !lane.big));
    pointTo(cell);
    if (cell) placeTip(x, y);
  }

  function pointTo(cell) {
    if (sameCell(cell, hover)) return;
    const before = pointedAt();
    hover = cell;
    if (pointedAt() !== before) paint();
    if (!motion.moving) outline();
    if (hover) fillTip();
    else hideTip();
  }

  function click(event) {
    point(event);
    const { lane, cell } = hit(event);
    if (cell?.kind === "output") {
      transport.seekWindow(
        windowAt(model, { i: cell.row, j: cell.column, k: cell.k, q: cell.q }));
    }
    if (lane) setFocus(lane.k);
    // a finger does not hover: what it has gone to is there, and needs no telling
    if (event.pointerType === "touch" && cell?.kind === "output") pointTo(null);
  }

  function fillTip() {
    hoverThere = isThere(hover);
    const [title, ...lines] = describeCell(model, ...visible().reverse(), hover);
    const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    ui.tip.replaceChildren(element("b", title), ...lines.map((text) => element("span", text)));
    ui.tip.hidden = false;
    tipSize = { width: ui.tip.offsetWidth, height: ui.tip.offsetHeight };
  }

  /** Below and to the right of the pointer, or on the other side where that ends. */
  function placeTip(x, y) {
    const { scene } = stage;
    const left = x + 16 + tipSize.width > scene.width ? x - 16 - tipSize.width : x + 16;
    const top = y + 20 + tipSize.height > scene.height ? y - 14 - tipSize.height : y + 20;
    const { scale } = presenter;
    const [right, down] = [left, top].map((value) => Math.round(Math.max(0, value) * scale));
    ui.tip.style.transform = `translate(${right}px, ${down}px) scale(${scale})`;
  }

  function hideTip() {
    ui.tip.hidden = true;
  }

  // -- wiring

  function listen(target, type, handler) {
    target.addEventListener(type, handler, { signal: gone.signal });
  }

  listen(ui.lanes, "click", ({ target }) => target.dataset.k && setFocus(Number(target.dataset.k)));
  listen(overlay.canvas, "pointermove", (event) => event.pointerType !== "touch" && point(event));
  listen(overlay.canvas, "pointerleave", (event) => event.pointerType !== "touch" && pointTo(null));
  listen(overlay.canvas, "click", click);
  listen(matchMedia("(prefers-color-scheme: dark)"), "change", () => restage());
  if (document.fonts) listen(document.fonts, "loadingdone", () => restage(true));
  const presenter = createPresenter(player, {
    resize: () => restage(),
    onNext: onNext && ((by) => {
      setFocus(0);  // where another example begins
      onNext(by);
    }),
  });
  const observer = new ResizeObserver(() => restage());
  observer.observe(ui.scene);

  player.dwPlayer = {
    update, seek: transport.seek, play: transport.play, pause: transport.pause, moment: transport.said,
    /** Whether the picture is at rest, for whoever compares pictures. */
    settled: () => transport.settled,
    /** Where the middle of a cell is, in pixels of the browser's window: for tests and tours. */
    where(kind, { k = 0, q = 0, row = 0, column = 0 } = {}) {
      const frameBox = ui.scene.getBoundingClientRect();
      const { x, y, width, height } = cellOf(viewsOf(stage.scene.lanes[k], kind)[q], row, column);
      const { scale } = presenter;
      return {
        x: frameBox.left + scale * (x + width / 2), y: frameBox.top + scale * (y + height / 2),
      };
    },
    worstContrast: () => worstContrast(stage.theme, overlay),
    destroy() {
      gone.abort();
      observer.disconnect();
      guess.destroy();
      presenter.destroy();
      transport.destroy();
    },
  };
  return player.dwPlayer;
}
