// Two blocks of layers, stage by stage on one clock: the depthwise separable block and the inverted
// residual. It has the markup and the transport of a player.

import { addElement } from "./add_element.js";
import {
  decodeBlocks,
  revealedOfStage,
  stateOfBlocks,
  timelineOfBlocks,
  valueOfStage,
  windowOfBlocks,
} from "./blocks_model.js";
import { buildBlocksStage, outlineBlocks, paintBlocks } from "./blocks_painting.js";
import {
  describeBlocks,
  effectOf,
  HOW_TO_HELP,
  momentOfBlock,
  nameOfStage,
  progressOf,
  roleOf,
  shapeOf,
  shortValue,
  summaryOfBlocks,
  tablesOfBlocks,
} from "./blocks_words.js";
import { cellAt, cellOf, contains } from "./cell_boxes.js";
import { SIDE_BY_SIDE } from "./comparison_sizes.js";
import { find } from "./dom.js";
import { createHelp, KEYS } from "./help.js";
import { createCanvases, playerIn, publish } from "./picture_canvases.js";
import { createPlaybackControls } from "./playback_controls.js";
import { createPlayerLabel } from "./player_label.js";
import { sameBytes, within } from "./player_model.js";
import { spoken } from "./spoken.js";

const KEYS_HERE = KEYS.filter(
  ([key]) => !["V, then arrows", "I, W, O", "Enter", "S"].includes(key),
).map(([key, action, ...words]) =>
  action.startsWith("the channel before")
    ? [key, "the stage before, the stage after", ...words]
    : [key, action, ...words],
);

/**
 * Operate the element of player.html as two blocks; see createPlayer for what it is given.
 *
 * @param {HTMLElement | ShadowRoot} root
 * @param {Listeners} [listeners]
 */
export function createBlocks(root, { onSeek = () => {}, onNext = null } = {}) {
  const player = playerIn(root);
  player.classList.add("dw-blocks");
  const gone = new AbortController();
  const label = createPlayerLabel(
    player,
    "Two blocks of layers, stage by stage",
    gone.signal,
    HOW_TO_HELP,
  );
  find(player, ".dw-cells", HTMLElement).remove(); // the values are in the tables

  /** @type {Uint8Array | null} */
  let bytes = null;
  /** @type {Blocks} */
  let model;
  /** @type {Timeline} */
  let timeline;
  /** @type {HTMLElement[]} */
  let titles = [];
  /** @type {{side: number, at: number, element: HTMLElement}[]} */
  let heads = [];

  const state = () => stateOfBlocks(model, transport.unit, transport.moment);

  const describe = () => describeBlocks(model, timeline, transport.unit, transport.moment);
  const summary = () => [summaryOfBlocks(model)];

  const transport = createPlaybackControls(
    player,
    {
      go() {
        tellStep();
        paint();
      },
      changed: () => tellStep(),
      describe,
      setFocus: (by) => goToPlace(state().at + by), // there is no lane to count from
      focus: undefined,
      lanes: true,
    },
    onSeek,
  );
  const tellStep = () => label.show(summary(), transport);

  const help = createHelp(player, {
    opened: () => transport.pause(),
    summary,
    tables: () => (timeline.windows ? tablesOfBlocks(model, transport.unit, transport.moment) : []),
    keys: KEYS_HERE,
    say: transport.say,
  });

  /**
   * @param {Uint8Array} newBytes
   * @param {Options} [options]
   */
  function update(newBytes, options = {}) {
    const fresh = !sameBytes(bytes, newBytes);
    if (fresh) {
      bytes = newBytes;
      model = decodeBlocks(bytes);
      timeline = timelineOfBlocks(model);
      transport.load(timeline, `Now ${summaryOfBlocks(model)}`);
      writeHeads();
    }
    transport.apply(options, fresh);
    if (options.caption) frame.setCaption(options.caption);
    tellStep();
    transport.showState();
    frame.restage(fresh);
    transport.wake();
  }

  // -- the words above the planes

  function writeHeads() {
    for (const old of frame.scene.querySelectorAll(".dw-block, .dw-stage")) old.remove();
    heads = [];
    titles = model.blocks.map((block, side) => {
      const title = addElement("div", frame.scene, "dw-block");
      addElement("b", title, "", block.title);
      addElement("span", title, "dw-progress");
      addElement("span", title, "dw-now").ariaHidden = "true"; // the status says it
      const input = addElement("div", frame.scene, "dw-stage");
      addElement("b", input, "", "input");
      addElement("span", input, "", shapeOf(block.input));
      heads.push({ side, at: -1, element: input });
      block.stages.forEach((stage, at) => {
        const element = addElement("div", frame.scene, "dw-stage");
        heads.push({ side, at, element });
        if (!stage) {
          const last = at === block.stages.length - 1;
          addElement("span", element, "dw-none", last ? block.why : at ? "" : "no expansion");
          return;
        }
        const name = addElement("button", element, "", nameOfStage(block, at));
        name.setAttribute(
          "aria-label",
          spoken(`${block.title}, stage ${at + 1}: ${nameOfStage(block, at)}`),
        );
        /** @type {HTMLButtonElement} */ (name).type = "button";
        name.title = `${roleOf(block, at)}. Click: go to this stage`;
        name.ariaDescription = spoken(name.title);
        name.addEventListener("click", () => goToPlace(at));
        const shape = shapeOf(stage);
        addElement("span", element, "", shape);
        addElement("span", element, "", effectOf(stage));
      });
      return title;
    });
  }

  /** @param {Stage} stage */
  function show({ scene }) {
    const { scale } = frame;
    /**
     * @param {HTMLElement} element
     * @param {Box} box
     */
    const lay = (element, { x, y, width }) =>
      Object.assign(element.style, {
        left: `${x * scale}px`,
        top: `${y * scale}px`,
        width: `${width}px`,
        transform: scale > 1 ? `scale(${scale})` : "",
      });
    for (const { side, title } of scene.blocks) lay(titles[side], title);
    for (const { side, at, element } of heads) lay(element, scene.blocks[side].stages[at + 1].head);
    paint();
  }

  // -- the picture

  /** @param {number} at */
  function goToPlace(at) {
    transport.pause();
    const w = windowOfBlocks(model, within(at, model.places.length - 1));
    transport.seek(timeline.stepOf(transport.unit, { w, t: 0 }));
  }

  function paint() {
    if (!frame.stage || !timeline.windows) return;
    const now = state();
    paintBlocks(frame.base, frame.stage, now);
    outlineBlocks(frame.overlay, frame.stage, now);
    model.blocks.forEach((block, side) => {
      find(titles[side], ".dw-progress", HTMLElement).textContent = progressOf(block, now);
      // of a place without a stage, the words in it say why
      const text = block.stages[now.at] ? momentOfBlock(block, now) : "";
      find(titles[side], ".dw-now", HTMLElement).textContent = text;
    });
    for (const { at, element } of heads) element.classList.toggle("dw-here", at === now.at);
  }

  /** @param {PointerEvent} event */
  function hit(event) {
    if (!frame.stage) return null;
    const { x, y } = frame.placeOf(event);
    for (const { block, stages } of /** @type {BlockPlan[]} */ (frame.stage.scene.blocks))
      for (const { at, stage, views } of stages) {
        const view = views.find((each) => contains(each, x, y));
        if (!view || !stage) continue;
        const { row, column } = cellAt(/** @type {any} */ (view), x, y);
        return { block, at, stage, n: view.n, row, column, position: row * stage.columns + column };
      }
    return null;
  }

  /** @param {PointerEvent} event */
  function point(event) {
    const cell = hit(event);
    frame.scene.classList.toggle("dw-pointing", Boolean(cell && cell.at >= 0));
    if (!cell) {
      frame.hideTip();
      return;
    }
    const { block, at, stage, n, row, column, position } = cell;
    const there = at < 0 || revealedOfStage(state(), at, stage, n) > position;
    const name = at < 0 ? "input" : nameOfStage(block, at);
    frame.showTip([
      `${name}, channel ${n}`,
      `row ${row}, column ${column}: ${there ? shortValue(valueOfStage(stage, n, position)) : "not computed yet"}`,
    ]);
    frame.placeTip(frame.placeOf(event));
  }

  /** @param {PointerEvent} event */
  function click(event) {
    const cell = hit(event);
    if (!cell || cell.at < 0) return;
    transport.seekWindow(windowOfBlocks(model, cell.at, cell.position, cell.n));
  }

  const frame = createCanvases(
    player,
    {
      narrowBelow: SIDE_BY_SIDE,
      get ready() {
        return model !== undefined;
      },
      key: "",
      build: (size, theme, dpr, context) => buildBlocksStage(model, theme, size, dpr, context),
      show,
      pointer: { point, leave: () => frame.hideTip(), click },
      say: transport.say,
    },
    onNext,
  );

  /**
   * Where the middle of a cell is, in pixels of the browser's window; see createPlayer.
   *
   * @param {string} _kind
   * @param {Record<string, number>} [cell]
   */
  function where(_kind, { side = 0, at = -1, n = 0, row = 0, column = 0 } = {}) {
    if (!frame.stage) throw new Error("nothing is shown");
    return frame.middleInWindow(
      cellOf(frame.stage.scene.blocks[side].stages[at + 1].views[n], row, column),
    );
  }

  return publish(player, { update, where }, frame, transport, () => {
    gone.abort();
    help.destroy();
  });
}
