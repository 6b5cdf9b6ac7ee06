// The race: two convolutions side by side on one clock. It has the markup and the transport of a
// player; its picture is both convolutions, with a counter above each and its index formula below.
// A line below them says how to read them and, once both are done, how they compare.

import { css, laneColours, readTheme, themeKey, worstContrast } from "./colours.js";
import { cellOf } from "./layout.js";
import { sameBytes } from "./model.js";
import {
  channelsOf, decodeRace, describeCellOfRace, describeRace, formulaOf, inFull, laneOf, legendOf,
  readingOf, revealedOf, stateOf, timelineOfRace, windowOfRace,
} from "./race_model.js";
import { SIDE_BY_SIDE, buildRaceStage, paintRaceBase, paintRaceOverlay } from "./race_painting.js";
import { createMotion, within } from "./motion.js";
import { createPresenter } from "./presenter.js";
import { createTransport } from "./transport.js";

const make = (tag, name, text = "") =>
  Object.assign(document.createElement(tag), { className: name, textContent: text });

/** Bring the markup of player.html to life as a race; see createPlayer for root and onSeek. */
export function createRace(root, { onSeek = () => {}, onNext = null } = {}) {
  const player = root.matches?.(".dw-player") ? root : root.querySelector(".dw-player");
  const find = (selector) => player.querySelector(selector);
  const ui = { scene: find(".dw-scene"), tip: find(".dw-tip"), heads: [], formulas: [] };
  const base = find(".dw-base").getContext("2d"), overlay = find(".dw-overlay").getContext("2d");
  const gone = new AbortController();
  player.classList.add("dw-race");
  player.setAttribute("aria-label", "Two convolutions on one clock");

  let bytes = null, race = null, timeline = null, stage = null;
  let shown = { w: 0, t: 0 };
  let focus = [0, 0];  // of each track, the row that is large where not all of them can be
  let hover = null, tipSize = { width: 0, height: 0 };

  const motion = createMotion({ placeOf: placeOnScreen, onWay: outline, there: arrive });
  const transport = createTransport(player, {
    go: motion.go, tick: motion.tick, setFocus,
    changed: () => hover && paint(),
    describe: () => describeRace(race, timeline, transport.unit, transport.moment),
    get lanes() { return Boolean(stage?.scene.tracks.some(({ focused }) => focused)); },
    get focus() { return this.lanes ? focus[0] : undefined; },
  }, onSeek);

  const statesAt = (moment) => race.tracks.map((track) => stateOf(race, track, transport.unit, moment));

  function update(newBytes, wishes = {}) {
    const first = race === null;
    const fresh = !sameBytes(bytes, newBytes);
    if (fresh) {
      bytes = newBytes;
      race = decodeRace(bytes);
      timeline = timelineOfRace(race);
      transport.load(timeline);
      hover = null;
      ui.tip.hidden = true;
      writeHeads();
    }
    transport.grant(wishes, fresh);
    if (fresh && Number.isInteger(wishes.step) && timeline.windows) {
      focusOn(laneOf(race.tracks[0], statesAt(transport.moment)[0]));
    }
    if (Number.isInteger(wishes.focus)) focusOn(wishes.focus);
    focusOn(focus[0]);
    if (fresh) {
      shown = transport.moment;
      motion.set(shown);
      if (!first) transport.reportSoon();
    }
    restage(fresh);
    transport.tellState();
    transport.wake();
  }

  // -- the stage

  function restage(force = false) {
    const { scale } = presenter;
    const width = Math.floor(ui.scene.clientWidth / scale);
    if (!width || !race) return;
    const narrow = width < SIDE_BY_SIDE;
    player.classList.toggle("dw-narrow", narrow);
    if (!narrow) ui.scene.style.height = "";
    const height = narrow ? 0 : Math.floor(ui.scene.clientHeight / scale);
    const dpr = Math.min(window.devicePixelRatio || 1, 3) * scale;
    const look = themeKey(player);
    const large = largeNow();
    const key = [width, height, dpr, look, large].join();
    if (!force && stage?.key === key) return;
    const theme = stage?.look === look ? stage.theme : readTheme(player, overlay);
    stage = buildRaceStage(race, theme, { width, height }, large, dpr, overlay);
    Object.assign(stage, { key, look, large });
    if (narrow) ui.scene.style.height = `${stage.scene.height * scale}px`;
    for (const { canvas } of [base, overlay]) {
      canvas.width = Math.round(width * dpr);
      canvas.height = Math.round(stage.scene.height * dpr);
      // not stretched by the fraction of a pixel that rounding left over
      canvas.style.width = scale > 1 ? `${(canvas.width * scale) / dpr}px` : "";
      canvas.style.height = scale > 1 ? `${(canvas.height * scale) / dpr}px` : "";
    }
    stage.scene.tracks.forEach((plan, side) => {
      lay(ui.heads[side].element, plan.head);
      lay(ui.formulas[side], plan.formula);
    });
    fitCounters();
    paint();
    outline();
  }

  /** One size for both counters, such that at the end there is room for them beside the titles. */
  function fitCounters() {
    const [{ head }] = stage.scene.tracks;
    const sizes = race.tracks.map(({ macs, title, PH, H, PW, W }) => {
      const digits = inFull(macs).length, padded = PH > H || PW > W;
      const room = player.classList.contains("dw-narrow") ? head.width : head.width - 8 * title.length;
      // the first number is half as large again
      return room / (0.48 * (2.6 * digits + 9 + (padded ? digits + 13 : 0)));
    });
    player.style.setProperty("--dw-count-size", `${Math.min(14, ...sizes)}px`);
  }

  /**
   * With `tap` the row whose products are being added is large, else the one that was chosen: also
   * where the next tap is in the next row, and nothing would come to rest.
   */
  function largeNow() {
    const follows = transport.unit === "tap" && timeline.windows;
    return race.tracks.map((track, side) => {
      const state = follows && track.K > 1 && stateOf(race, track, "tap", shown);
      return state && state.t >= 0 ? laneOf(track, state) : focus[side];
    });
  }

  /** Choose a lane of the left side; the right one has as many, or M for each of them. */
  function focusOn(k) {
    const [left, right] = race.tracks;
    const lane = within(k, left.C - 1), each = race.feeds ? left.N / left.C : 1;
    const kept = Math.floor(focus[1] / each) === lane;
    focus = [lane, kept ? within(focus[1], right.C - 1) : within(lane * each, right.C - 1)];
  }

  function setFocus(k, row = null) {
    focusOn(k);
    if (row !== null) focus[1] = row;
    restage();
    transport.reportSoon();
  }

  function lay(element, { x, y, width, height }) {
    const { scale } = presenter;
    Object.assign(element.style, {
      left: `${x * scale}px`, top: `${y * scale}px`, width: `${width}px`, height: `${height}px`,
      transform: scale > 1 ? `scale(${scale})` : "",
    });
  }

  function paint() {
    if (!stage || !timeline.windows) return;
    const states = statesAt(shown), pointed = pointedAt();
    paintRaceBase(base, stage, transport.unit, states, pointed);
    count(states);
    spell(states.map((state, side) => (pointed?.side === side ? pointed : state)));
  }

  function outline(arrival = 1) {
    if (!stage || !timeline.windows) return;
    paintRaceOverlay(overlay, stage, transport.unit, statesAt(transport.moment), { visual: motion.place, hover, arrival });
  }

  // -- words in HTML: counters above, formulas below

  /** What stands above each track and below both, once for these numbers; `count` fills in how far it is. */
  function writeHeads() {
    for (const old of player.querySelectorAll(".dw-head, .dw-formula, .dw-below")) old.remove();
    const most = Math.max(...race.tracks.map(({ macs }) => macs));
    ui.heads = race.tracks.map(({ title, macs }) => {
      const element = make("div", "dw-head");
      element.append(make("div", "dw-title", title));
      const counter = element.appendChild(make("div", "dw-counter"));
      const drawn = counter.appendChild(make("b", ""));
      counter.append(` of ${inFull(macs)} MACs`);
      const padding = counter.appendChild(make("span", "dw-on-padding"));
      const bar = element.appendChild(make("div", "dw-bar"));
      bar.style.width = `${Math.max(1, (100 * macs) / most)}%`;
      const real = bar.appendChild(make("i", "dw-real"));
      const idle = bar.appendChild(make("i", "dw-idle"));
      ui.scene.append(element);
      return { element, drawn, padding, real, idle };
    });
    ui.formulas = race.tracks.map(() => ui.scene.appendChild(make("div", "dw-formula")));
    for (const formula of ui.formulas) formula.ariaHidden = "true";  // the status says the step
    // one line for both: how to read the picture, and at the end what it comes to
    const below = make("div", "dw-below");
    ui.reads = below.appendChild(make("div", "dw-reads", readingOf(race)));
    ui.ends = below.appendChild(make("div", "dw-ends", race.header.ends));
    if (race.header.ends) ui.scene.after(below);
  }

  function count(states) {
    states.forEach(({ macs, real }, side) => {
      const head = ui.heads[side], total = race.tracks[side].macs;
      head.drawn.textContent = inFull(macs);
      const wasted = macs - real;
      head.padding.textContent = wasted ? `, ${inFull(wasted)} on padding` : "";
      head.real.style.width = `${(100 * real) / total}%`;
      head.idle.style.width = `${(100 * wasted) / total}%`;
    });
    player.dataset.macs = states.map(({ macs }) => macs).join(" ");
    player.dataset.realMacs = states.map(({ real }) => real).join(" ");
    const unit = transport.unit;
    const over = timeline.stepOf(unit, shown) === timeline.count(unit) - 1;
    ui.ends.style.visibility = over ? "visible" : "hidden";
    ui.reads.style.visibility = over ? "hidden" : "visible";
  }

  /** The index formulas, with the numbers of the moment under their letters. */
  function spell(states) {
    race.tracks.forEach((track, side) => {
      const [output, ...product] = formulaOf(track, transport.unit, states[side]);
      // a term a line where there is little room
      const rows = player.classList.contains("dw-narrow") ? [output, ...product] : [output, product.flat()];
      const lines = rows.map((pieces) => line(track, states[side], pieces));
      // as large as the longest line allows; a letter is 0.6 of its size wide
      const longest = Math.max(...lines.map(({ length }) => length));
      const legend = make("div", "dw-legend", legendOf(track));
      ui.formulas[side].replaceChildren(lines[0].element, legend, ...lines.slice(1).map(({ element }) => element));
      ui.formulas[side].style.setProperty("--dw-letter-size", `min(16px, ${98 / (0.6 * longest)}cqw)`);
    });
  }

  /** One line of a formula, and how many letters wide it is. */
  function line(track, state, pieces) {
    const element = make("div", "dw-letters");
    let length = 0;
    for (const piece of pieces) {
      const wide = typeof piece === "string" ? piece.length : widthOf(piece);
      length += wide;
      if (typeof piece === "string") {
        element.append(make("span", "", piece));
        continue;
      }
      const letter = element.appendChild(make("span", `dw-letter dw-${piece.of}`));
      letter.append(make("i", "", piece.letter), make("small", "", piece.says));
      letter.style.width = `${wide}ch`;
      letter.style.color = css(laneColours(stage.theme, hueOf(track, state, piece.of)).text);
    }
    return { element, length };
  }

  /** Width of a letter, in letters: what stands below it may be wider, letters less so than digits. */
  function widthOf({ letter, says, of }) {
    return Math.max(letter.length, ({ what: 0.55, sum: 0.55 }[of] ?? 0.9) * says.length);
  }

  /**
   * The channel whose colour a letter has: that of the lane which it points to, of the output's
   * outline for the output channel, null (ink) for a place in a plane and for what spans lanes.
   */
  function hueOf({ S, K, hues }, { g, t }, of) {
    const { unit } = transport;
    if ((of !== "channel" && of !== "made") || unit === "pixel") return null;
    if (S === 1) return hues[g];
    return of === "channel" && unit === "tap" && t >= 0 ? hues[g * S + Math.floor(t / K)] : null;
  }

  // -- the way from one moment to the next

  // In fractions of an output: what a step is in cells of the input differs from track to track.
  function placeOnScreen(moment) {
    if (!timeline.windows) return { i: 0, j: 0 };
    const { i, j } = stateOf(race, race.tracks[0], "window", moment);
    return { i, j };
  }

  function arrive(moment) {
    shown = moment;
    if (stage && String(largeNow()) !== String(stage.large)) {
      hover = null;  // what was under the pointer is elsewhere
      ui.tip.hidden = true;
      restage();
      return;
    }
    if (hover) fillTip();
    paint();
    outline();
  }

  // -- the pointer

  function hit(event) {
    const frame = ui.scene.getBoundingClientRect();
    const { scale } = presenter;
    const x = (event.clientX - frame.left) / scale, y = (event.clientY - frame.top) / scale;
    for (const [side, plan] of (stage?.scene.tracks ?? []).entries()) {
      const view = plan.views.find((each) => each.kind !== "nothing"
        && x >= each.x && y >= each.y && x < each.x + each.width && y < each.y + each.height);
      if (!view) continue;
      const row = within(Math.floor((y - view.y) / view.ch), view.rows - 1);
      const column = within(Math.floor((x - view.x) / view.cw), view.cols - 1);
      const { kind, k, n, s } = view;
      if (kind === "enlarged") return { x, y, cell: sliceIn(side, k, row, column) };
      return { x, y, cell: { side, kind, k, n, s, row, column } };
    }
    return { x, y, cell: null };
  }

  /** The weight that an enlarged slice shows just now, if it shows any. */
  function sliceIn(side, k, row, column) {
    const { works, n } = statesAt(shown)[side], s = channelsOf(race.tracks[side], n).indexOf(k);
    return works && transport.unit !== "pixel" && s >= 0 ? { side, kind: "slice", k, n, s, row, column } : null;
  }

  /** The row under the pointer, where rows differ: it can be made the large one. */
  function rowAt({ x, y }) {
    for (const [side, { box, rows, focused }] of (stage?.scene.tracks ?? []).entries()) {
      const row = focused && x >= box.x && x < box.x + box.width && rows.find((each) => y >= each.y && y < each.y + each.height);
      if (row) return { side, ...row };
    }
    return null;
  }

  const isThere = ({ side, kind, n, row, column }) => kind === "output"
    && row * race.tracks[side].OW + column < revealedOf(race.tracks[side], statesAt(shown)[side], n);

  /** While paused, an output value under the pointer shows its own arithmetic. */
  function pointedAt() {
    if (!hover || transport.playing || !isThere(hover)) return null;
    const { side, n, row, column } = hover, track = race.tracks[side];
    const w = windowOfRace(race, track, n, row, column);
    return { ...stateOf(race, track, "window", { w, t: 0 }), side };
  }

  function point(event) {
    const { x, y, cell } = hit(event), row = rowAt({ x, y });
    const enlarges = Boolean(row && !row.large);
    ui.scene.classList.toggle("dw-pointing", cell?.kind === "output" || enlarges);
    overlay.canvas.title = enlarges && !cell ? "make this lane the large one" : "";
    pointTo(cell);
    if (!cell) return;
    const left = x + 16 + tipSize.width > stage.scene.width ? x - 16 - tipSize.width : x + 16;
    const top = y + 20 + tipSize.height > stage.scene.height ? y - 14 - tipSize.height : y + 20;
    const { scale } = presenter;
    const [right, down] = [left, top].map((value) => Math.round(Math.max(0, value) * scale));
    ui.tip.style.transform = `translate(${right}px, ${down}px) scale(${scale})`;
  }

  function pointTo(cell) {
    if (JSON.stringify(cell) === JSON.stringify(hover)) return;
    const before = pointedAt();
    hover = cell;
    if (pointedAt()?.window !== before?.window) paint();
    if (!motion.moving) outline();
    if (hover) fillTip();
    else ui.tip.hidden = true;
  }

  function fillTip() {
    const [title, ...lines] = describeCellOfRace(race, statesAt(shown), hover);
    ui.tip.replaceChildren(make("b", "", title), ...lines.map((text) => make("span", "", text)));
    ui.tip.hidden = false;
    tipSize = { width: ui.tip.offsetWidth, height: ui.tip.offsetHeight };
  }

  function click(event) {
    point(event);
    const { x, y, cell } = hit(event), row = rowAt({ x, y });
    if (row) {
      const each = race.feeds && row.side ? race.tracks[0].N / race.tracks[0].C : 1;
      setFocus(Math.floor(row.k / each), row.side ? row.k : null);
    }
    if (cell?.kind !== "output") return;
    transport.seekWindow(windowOfRace(race, race.tracks[cell.side], cell.n, cell.row, cell.column));
    if (event.pointerType === "touch") pointTo(null);
  }

  // -- wiring

  const listen = (target, type, handler) =>
    target.addEventListener(type, handler, { signal: gone.signal });
  listen(overlay.canvas, "pointermove", (event) => event.pointerType !== "touch" && point(event));
  listen(overlay.canvas, "pointerleave", (event) => event.pointerType !== "touch" && pointTo(null));
  listen(overlay.canvas, "click", click);
  listen(matchMedia("(prefers-color-scheme: dark)"), "change", () => restage());
  if (document.fonts) listen(document.fonts, "loadingdone", () => restage(true));
  const presenter = createPresenter(player, { resize: () => restage(), onNext });
  const observer = new ResizeObserver(() => restage());
  observer.observe(ui.scene);

  player.dwPlayer = {
    update, seek: transport.seek, play: transport.play, pause: transport.pause, moment: transport.said,
    settled: () => transport.settled,
    /** Where the middle of a cell is, in pixels of the browser's window; see createPlayer. */
    where(kind, { side = 0, row = 0, column = 0, ...wanted }) {
      const frame = ui.scene.getBoundingClientRect();
      const view = stage.scene.tracks[side].views.find((each) => each.kind === kind
        && Object.keys(wanted).every((name) => each[name] === wanted[name]));
      const { x, y, width, height } = cellOf(view, row, column);
      const { scale } = presenter;
      return { x: frame.left + scale * (x + width / 2), y: frame.top + scale * (y + height / 2) };
    },
    worstContrast: () => worstContrast(stage.theme, overlay),
    destroy() {
      gone.abort();
      observer.disconnect();
      presenter.destroy();
      transport.destroy();
    },
  };
  return player.dwPlayer;
}
