// Where everything goes: from a model and a size to a scene of rectangles.
//
// A scene is lanes with views, and the strip. A view is one plane on screen: a grid of `rows` by
// `cols` cells of cw by ch pixels at (x, y), with digits of size `font` or, at font 0, as a
// picture. The view "patch" is the window taken out of the plane and enlarged, for planes whose
// own digits would be too small; "weights" is likewise the current filter, where there are too
// many filters for all of them to have digits.

import { additionFormats, formatFor, within } from "./model.js";

export const NARROW = 620; // below this width: a phone
const GUTTER = 92; // a lane's name, to the left of its planes
const LABEL = 18; // the words above a plane
const NOTE = 17; // the words below the input, if some of it is out of reach
const LANE_GAP = 6;
const LINE_GAP = 14; // between blocks below each other
const BLOCK_GAP = 40; // least room between two blocks of a lane, for the lines that join them
const LARGEST_CELL = 72;
const LEAST_CELL = 19; // with digits
const LEAST_FONT = 11;
const COMFORTABLE = 22; // cells below this get a patch beside them
const PATCH_CELL = 34,
  SMALL_PATCH = 25;
const PHONE_LANE = 560; // height of the large lane on a phone, at most
const PHONE_PICTURES = 860; // and where its planes are pictures, with the window below the input

/**
 * Plan lanes and strip for a size in CSS pixels; on a phone the height follows.
 *
 * @param {Model} model
 * @param {Size & {scale: number}} size
 * @param {number} focus
 * @param {Tools} tools
 */
export function planScene(model, size, focus, tools) {
  /** @type {Scene} */
  const scene = { ...size, narrow: size.width < NARROW, lanes: [], strip: null };
  if (!model.windows) return { ...scene, height: scene.height || 120 };
  if (scene.narrow) planNarrow(scene, model, focus, tools);
  else planWide(scene, model, focus, tools);
  return scene;
}

/**
 * Lanes below each other, the strip at the bottom, all in the given height.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {number} focus
 * @param {Tools} tools
 */
function planWide(scene, model, focus, tools) {
  const { C } = model;
  const box = { x: GUTTER, width: scene.width - GUTTER - 14 };
  const shapes = stripShapes(model, scene).map((shape) => ({
    shape,
    ...planLanes(scene, model, box, shape.height, tools),
  }));
  // a strip in the kernel's shape is worth some of the lanes' room, but not their digits
  /** @param {{plan: Plan}} shared */
  const allDigits = ({ plan }) => plan.digits || (plan.blocks.filter.cells.font && 1);
  const plainest = shapes[shapes.length - 1];
  const chosen = shapes.find((shape) => allDigits(shape) >= allDigits(plainest)) ?? plainest;
  const { shape, room, equal, plan, small } = chosen,
    stripHeight = shape.height;
  const columns = columnsOf(plan, box);
  let y = 0;
  for (let k = 0; k < C; k++) {
    const big = plan === equal || k === focus;
    const height = big && plan !== equal ? room - small * (C - 1) : small;
    const lane = newLane(k, tools.snap(y), scene.width, tools.snap(height), big);
    if (big) placeLarge(lane, model, plan, box, tools);
    else placeSmall(lane, model, columns, tools);
    lane.name = { x: 14, y: lane.height > 40 ? lane.y + 7 : lane.y + lane.height / 2 - 9 };
    scene.lanes.push(lane);
    y += height + LANE_GAP;
  }
  scene.strip = planStrip(
    model,
    {
      x: 0,
      y: scene.height - stripHeight,
      width: scene.width,
      height: stripHeight,
      kernel: shape.kernel,
    },
    tools,
  );
}

/**
 * How the lanes share what the strip leaves them.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {{x: number, width: number}} box
 * @param {number} stripHeight
 * @param {Tools} tools
 */
function planLanes(scene, model, box, stripHeight, tools) {
  const { C } = model;
  const room = scene.height - stripHeight - 8 - LANE_GAP * (C - 1);
  /** @param {number} height */
  const largeWith = (height) => planLarge(model, box.width, height - 12, tools);
  const equal = largeWith(room / C);
  let plan = equal,
    small = room / C;
  if (C > 1 && !(equal.digits && equal.ch >= 24)) {
    // not all of them can be large: one is, and the others shrink, further if that gives it digits
    const most = Math.max(18, Math.min(92, (room * 0.46) / (C - 1)));
    const heights = [most, most - 8, most - 16, most - 24].filter((height) => height >= 62);
    small = heights.find((height) => largeWith(room - height * (C - 1)).digits) ?? most;
    plan = largeWith(room - small * (C - 1));
  }
  return { room, equal, plan, small };
}

/**
 * A phone: lanes as tall as they need, the small ones as strips, the arithmetic below.
 *
 * @param {Scene} scene
 * @param {Model} model
 * @param {number} focus
 * @param {Tools} tools
 */
function planNarrow(scene, model, focus, tools) {
  const box = { x: 12, width: scene.width - 24 };
  const plan = planLarge(model, box.width, PHONE_LANE, tools, true);
  const columns = columnsOf(null, { x: 80, width: scene.width - 88 });
  let y = 0;
  for (let k = 0; k < model.C; k++) {
    const big = k === focus;
    const lane = newLane(k, y, scene.width, big ? Math.ceil(plan.height) + 34 : 40, big);
    if (big) placeLarge(lane, model, plan, box, tools);
    else placeSmall(lane, model, columns, tools);
    lane.name = { x: 12, y: big ? lane.y + 6 : lane.y + 11 };
    scene.lanes.push(lane);
    y += lane.height + LANE_GAP;
  }
  scene.strip = planStrip(
    model,
    {
      x: 0,
      y: y + 2,
      width: scene.width,
      height: narrowStripHeight(model),
    },
    tools,
  );
  scene.height = Math.ceil(scene.strip.y + scene.strip.height);
}

/**
 * @param {number} k
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {boolean} big
 * @returns {Lane}
 */
function newLane(k, y, width, height, big) {
  return { k, x: 0, y, width, height, big, name: { x: 0, y: 0 }, views: [], texts: [] };
}

// -- the large lane: try sizes from large to small until everything fits

/**
 * How cells of this height show the values of an array; font 0 if they cannot.
 *
 * @param {Model} model
 * @param {ArrayName} name
 * @param {number} ch
 * @param {number} digits
 * @param {Tools} tools
 */
function cellsFor(model, name, ch, digits, tools) {
  const format = formatFor(model, name, digits);
  const most = Math.min(ch * 0.58, 28),
    smallest = LEAST_FONT / tools.scale;
  const least = Math.max(smallest, Math.min(ch * 0.4, 16));
  const widthPerSize = format.chars * tools.digit;
  const cw = Math.ceil(least * widthPerSize + 5);
  if (most < smallest || cw > 2 * ch) return { cw: ch, ch, font: 0, format };
  if (cw > ch) return { cw, ch, font: least, format };
  return { cw: ch, ch, font: Math.min(most, (ch - 5) / widthPerSize), format };
}

/**
 * The best plan for a lane of this size: with digits if at all possible.
 *
 * @param {Model} model
 * @param {number} width
 * @param {number} height
 * @param {Tools} tools
 * @param {boolean} [phone]
 * @returns {Plan}
 */
function planLarge(model, width, height, tools, phone = false) {
  const arrangements = ["one line", "two lines", "three lines"];
  const most = phone ? PATCH_CELL : LARGEST_CELL;
  const box = { width, height, phone, gap: phone ? 22 : BLOCK_GAP, mostPatch: PATCH_CELL };
  for (const digits of [3, 2]) {
    if (model.PH * model.PW > 1000 || model.OH * model.OW * model.M > 2000) break;
    const found = [];
    for (const arrangement of arrangements) {
      for (let ch = most; ch >= LEAST_CELL / tools.scale; ch--) {
        const plan = tryPlan(model, box, ch, digits, arrangement, tools);
        if (!plan) continue;
        found.push(plan);
        break;
      }
    }
    // side by side reads best; stacking has to make the cells a good deal larger to be worth it,
    // except for a signal, which is as long as a line
    const worth = model.PW >= 4 * model.PH ? 1.05 : 1.35;
    const [first, ...others] = found;
    if (first) return others.reverse().find((plan) => plan.ch > worth * first.ch) ?? first;
  }
  // no digits in the planes: a smaller patch may leave room for much larger pictures
  const [patch, small] = [PATCH_CELL, SMALL_PATCH].map((most) =>
    planPictures(
      model,
      {
        ...box,
        mostPatch: most,
        height: phone ? PHONE_PICTURES : height,
      },
      arrangements,
      tools,
    ),
  );
  return small.ch > 1.12 * patch.ch ? small : patch;
}

/**
 * @param {Model} model
 * @param {LaneRoom} box
 * @param {string[]} arrangements
 * @param {Tools} tools
 * @returns {Plan}
 */
function planPictures(model, box, arrangements, tools) {
  for (let ch = LEAST_CELL - 1; ch > 0.02; ch *= ch > 6 ? 1 - 1 / ch : 0.94) {
    for (const arrangement of arrangements) {
      /**
       * @param {number} input
       * @param {number} output
       */
      const planWith = (input, output) => tryPlan(model, box, input, 0, arrangement, tools, output);
      let plan = tryPlan(model, box, ch, 0, arrangement, tools);
      if (!plan) continue;
      // one size for both does not use all the room: beside a large input (it may be mostly
      // padding) the output need not be as small, nor the input beside many outputs
      let output = 0;
      for (const cell of largerCells(ch)) {
        const grown = planWith(ch, cell);
        if (!grown) continue;
        [plan, output] = [grown, cell];
        break;
      }
      for (const cell of largerCells(ch)) {
        const grown = planWith(cell, output || ch);
        if (grown) return grown;
      }
      return plan;
    }
  }
  const smallest = tryPlan(
    model,
    { ...box, width: Infinity, height: Infinity },
    1,
    0,
    "one line",
    tools,
  );
  if (!smallest) throw new Error("room without end is not enough");
  return smallest;
}

/** @param {number} ch */
const largerCells = (ch) =>
  [26, LEAST_CELL, ...[4, 3, 2.5, 2.25, 2, 1.75, 1.5, 1.25].map((times) => times * ch)].filter(
    (cell) => cell > ch && cell <= 26,
  );

/**
 * All blocks of a lane at one cell size, or null if they do not fit or their digits do not.
 *
 * @param {Model} model
 * @param {LaneRoom} box
 * @param {number} size
 * @param {number} digits
 * @param {string} arrangement
 * @param {Tools} tools
 * @param {number} [outputSize]
 * @returns {Plan | null}
 */
function tryPlan(model, box, size, digits, arrangement, tools, outputSize = 0) {
  const { width, height, gap } = box;
  const { M, PH, PW, KH, KW, OH, OW } = model;
  const ch = tools.snapCell(size);
  /** @param {ArrayName} name */
  const plain = (name) => ({ cw: ch, ch, font: 0, format: formatFor(model, name, 3) });
  const input = digits ? cellsFor(model, "input", ch, digits, tools) : plain("input");
  const output =
    digits || outputSize
      ? cellsFor(model, "output", tools.snapCell(outputSize || size), digits || 3, tools)
      : plain("output");
  let filter = cellsFor(model, "filter", ch, digits || 3, tools);
  /** @type {Cells | null} */
  let patch = null;
  /** @type {Cells | null} */
  let weights = null;
  if (ch >= COMFORTABLE && digits) {
    // the window and the filter that lies on it have one shape
    input.cw = filter.cw = Math.max(input.cw, filter.cw);
  } else {
    [patch, weights, filter] = enlarged(model, box, tools);
  }
  if (digits && !(input.font && filter.font && output.font)) return null;
  if (digits && !patch) input.font = filter.font = Math.min(input.font, filter.font);

  const oneLine = arrangement === "one line";
  /** @type {Record<string, Block>} */
  const blocks = { input: block(input, 1, 1, PH, PW) };
  if (patch) blocks.patch = block(patch, 1, 1, KH, KW);
  if (weights) blocks.weights = block(weights, 1, 1, KH, KW);
  const apart = box.phone && weights; // the filters have a line of their own
  const beside = apart
    ? []
    : [arrangement === "two lines" ? blocks.input : undefined, blocks.patch, blocks.weights].filter(
        (each) => each !== undefined,
      );
  const left = beside.reduce((rest, each) => rest - each.width - gap, width);
  blocks.filter = gridBlock(filter, M, KH, KW, 14, oneLine ? height : null, left);
  blocks.output = gridBlock(output, M, OH, OW, 20, oneLine ? height : null, width);
  blocks.input.height += NOTE * model.header.notes.length;
  /** @type {Record<string, string[][]>} */
  const arranged = {
    "one line": [["input", "patch", "weights", "filter", "output"]],
    "two lines": [["input", "patch", "weights", "filter"], ["output"]],
    "three lines": apart
      ? [["input"], ["patch", "weights"], ["filter"], ["output"]]
      : [["input"], ["patch", "weights", "filter"], ["output"]],
  };
  const lines = arranged[arrangement].map((line) => line.filter((name) => blocks[name]));
  /** @param {number[]} numbers */
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const heights = lines.map((line) => Math.max(...line.map((name) => blocks[name].height)));
  const widths = lines.map((line) => sum(line.map((name) => blocks[name].width + gap)) - gap);
  const total = sum(heights) + (lines.length - 1) * LINE_GAP,
    widest = Math.max(...widths);
  if (total > height || widest > width) return null;
  return { ch, digits, blocks, lines, height: total };
}

/**
 * Cells of the patch and of the filters beside it: the same, unless many filters need room. If
 * that costs them their digits, the current filter is enlarged as well, and they get less room.
 *
 * @param {Model} model
 * @param {LaneRoom} laneRoom
 * @param {Tools} tools
 * @returns {[Cells, Cells | null, Cells]}
 */
function enlarged(model, { width, height, phone, gap, mostPatch }, tools) {
  const { M, KH, KW } = model;
  const widest = phone ? (width - gap) / 2 : 0.24 * width;
  const patchCell = tools.snapCell(Math.min(mostPatch, (height - LABEL) / KH, widest / KW));
  /**
   * @param {number} most
   * @param {number} room
   */
  const filterCell = (most, room) => {
    /** @param {number} cell */
    const fits = (cell) => {
      const perRow = stacked(M, phone ? 0.4 * height : height, KH * cell + LABEL);
      return perRow && perRow * KW * cell + (perRow - 1) * 14 <= room;
    };
    let cell = most;
    while (cell > 3 && !fits(cell)) cell = tools.snapCell(cell - 1);
    return cell;
  };
  /**
   * @param {ArrayName} name
   * @param {number} cell
   */
  const cells = (name, cell) => {
    for (const digits of [3, 2]) {
      const found = cellsFor(model, name, cell, digits, tools);
      if (found.font && found.cw <= 1.7 * cell) return found;
    }
    return { cw: cell, ch: cell, font: 0, format: formatFor(model, name, 3) };
  };
  const patch = cells("input", patchCell);
  const filter = cells("filter", filterCell(patchCell, phone ? widest : 0.32 * width));
  if (filter.font || M === 1) return [patch, null, filter];
  const weights = cells("filter", patchCell);
  if (!weights.font) return [patch, null, filter];
  const small = phone
    ? Math.floor(Math.min(10, (width - (M - 1) * 14) / (M * KW)))
    : filterCell(Math.min(patchCell, 10), 0.16 * width);
  return [patch, weights, cells("filter", Math.max(small, 2))];
}

/**
 * Fewest side by side such that `count` planes fit below each other into the height; or 0.
 *
 * @param {number} count
 * @param {number} height
 * @param {number} each
 */
function stacked(count, height, each) {
  for (let perRow = 1; perRow <= count; perRow++) {
    const lines = Math.ceil(count / perRow);
    if (lines * each + (lines - 1) * 8 <= height) return perRow;
  }
  return 0;
}

/**
 * `count` planes with their words above them, `perRow` side by side.
 *
 * @param {Cells} cells
 * @param {number} count
 * @param {number} perRow
 * @param {number} rows
 * @param {number} cols
 * @param {number} [gap]
 */
function block(cells, count, perRow, rows, cols, gap = 0) {
  const lines = Math.ceil(count / perRow);
  return {
    cells,
    perRow,
    rows,
    cols,
    gap,
    width: perRow * cols * cells.cw + (perRow - 1) * gap,
    height: lines * (rows * cells.ch + LABEL) + (lines - 1) * 8,
  };
}

/**
 * The same as tall as the lane (given a height) or as wide.
 *
 * @param {Cells} cells
 * @param {number} count
 * @param {number} rows
 * @param {number} cols
 * @param {number} gap
 * @param {number | null} height
 * @param {number} width
 */
function gridBlock(cells, count, rows, cols, gap, height, width) {
  const across = Math.max(1, Math.min(count, Math.floor((width + gap) / (cols * cells.cw + gap))));
  const perRow =
    height === null
      ? Math.ceil(count / Math.ceil(count / across))
      : stacked(count, height, rows * cells.ch + LABEL) || count;
  return block(cells, count, perRow, rows, cols, gap);
}

/**
 * Where the lane's three columns lie, for the small lanes to follow.
 *
 * @param {Plan | null} plan
 * @param {{x: number, width: number}} room
 */
function columnsOf(plan, { x, width }) {
  const oneLine = plan?.lines.length === 1 && spread(plan, plan.lines[0], { x, width });
  const right = x + width;
  if (!oneLine) {
    const [end, filter, output] = [0.4, 0.53, 0.82].map((share) => x + share * width);
    return { start: x, end, filter, output, right };
  }
  const { input, filter, output } = oneLine,
    { blocks } = plan;
  return {
    start: input,
    end: filter - 24,
    filter: filter + blocks.filter.width / 2,
    output: output + blocks.output.width / 2,
    right,
  };
}

/**
 * The left edges of a line's blocks, with what is left over between them, within reason.
 *
 * @param {Plan} plan
 * @param {string[]} line
 * @param {{x: number, width: number}} room
 */
function spread(plan, line, { x, width }) {
  const used = line.reduce((sum, name) => sum + plan.blocks[name].width, 0);
  const gap = line.length > 1 ? Math.min((width - used) / (line.length - 0.4), 130) : 0;
  let left = x + Math.max(0, width - used - gap * (line.length - 1)) / 2;
  return Object.fromEntries(
    line.map((name) => {
      const start = left;
      left += plan.blocks[name].width + gap;
      return [name, start];
    }),
  );
}

/**
 * @param {Lane} lane
 * @param {Model} model
 * @param {Plan} plan
 * @param {{x: number, width: number}} box
 * @param {Tools} tools
 */
function placeLarge(lane, model, plan, box, tools) {
  const top =
    Number.isFinite(plan.height) && lane.height > plan.height + 34
      ? lane.y + (lane.height - plan.height) / 2
      : lane.y + lane.height - plan.height - 7;
  let y = top;
  for (const line of plan.lines) {
    const height = Math.max(...line.map((name) => plan.blocks[name].height));
    const starts = spread(plan, line, box);
    line.forEach((name, at) => {
      const each = plan.blocks[name],
        start = starts[name];
      // words may stick out of their block by half of the way to the next one, or to the lane's edge
      /**
       * @param {string} one
       * @param {string} other
       */
      const halfway = (one, other) => (starts[one] + plan.blocks[one].width + starts[other]) / 2;
      const bounds = [
        at ? halfway(line[at - 1], name) + 3 : lane.x + 10,
        at < line.length - 1 ? halfway(name, line[at + 1]) - 3 : lane.x + lane.width - 8,
      ];
      placeBlock(lane, model, name, each, start, y + (height - each.height) / 2, bounds, tools);
    });
    y += height + LINE_GAP;
  }
}

/**
 * @param {Lane} lane
 * @param {Model} model
 * @param {string} kind
 * @param {Block} block
 * @param {number} x
 * @param {number} y
 * @param {number[]} bounds
 * @param {Tools} tools
 */
function placeBlock(lane, model, kind, { cells, perRow, rows, cols, gap }, x, y, bounds, tools) {
  const count = kind === "filter" || kind === "output" ? model.M : 1;
  for (let q = 0; q < count; q++) {
    const left = x + (q % perRow) * (cols * cells.cw + gap);
    const top = y + Math.floor(q / perRow) * (rows * cells.ch + LABEL + 8) + LABEL;
    const view = addView(lane, kind, q, left, top, rows, cols, cells, tools);
    if (kind === "weights") {
      reserveWords(lane, model, view, tools);
      continue;
    }
    const column = q % perRow,
      last = column === perRow - 1 || q === count - 1;
    const between = Math.max(0, gap - 6) / 2;
    const least = column ? view.x - between : Math.max(bounds[0], view.x - 30);
    const most = last
      ? Math.min(bounds[1], view.x + view.width + 30)
      : view.x + view.width + between;
    let words = wordsAbove(model, kind, lane.k, q);
    // "filter q = 2" stands above the enlarged one
    if (kind === "filter" && viewsOf(lane, "weights").length) words = words.slice(1);
    if (kind === "input" && model.header.captions?.parts) {
      nameParts(lane, model, view, tools);
      continue;
    }
    const fitting =
      words.find((text) => tools.textWidth(text) <= most - least) ?? words[words.length - 1];
    addText(lane, view, fitting, -6, tools, [least, most]);
  }
  if (kind !== "input") return;
  const view = lane.views[lane.views.length - 1];
  model.header.notes.forEach((text, line) => {
    const x = Math.max(14, Math.min(view.x, lane.width - tools.textWidth(text) - 8));
    const y = view.y + view.height + 14 + line * NOTE;
    lane.texts.push({ text, x, y, width: tools.textWidth(text), note: true });
  });
}

/**
 * Words above each of the parts that stand side by side in an input plane, as far as they fit.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {View} view
 * @param {Tools} tools
 */
function nameParts(lane, model, view, tools) {
  const { width, words } = model.header.captions?.parts ?? { width: 0, words: [] };
  words.forEach((/** @type {string} */ text, /** @type {number} */ part) => {
    const room = width * view.cw,
      short = /** @type {string} */ (text.split(" of ").at(-1));
    const fitting = [text, short].find((each) => tools.textWidth(each) < room);
    if (!fitting) return;
    const section = { ...view, x: view.x + part * room, width: room };
    addText(lane, section, fitting, -6, tools);
  });
}

/**
 * What a plane is where it is something else than what its kind says.
 *
 * @param {Model} model
 * @param {string} kind
 * @param {number} k
 * @param {number} q
 */
export const captionOf = ({ M, header: { captions } }, kind, k, q) =>
  captions?.[kind]?.[kind === "input" ? k : k * M + q];

/**
 * What stands above a plane, from the fullest wording to the shortest.
 *
 * @param {Model} model
 * @param {string} kind
 * @param {number} k
 * @param {number} q
 */
function wordsAbove(model, kind, k, q) {
  const { C, M } = model,
    own = captionOf(model, kind, k, q);
  if (own) return [own, own.split(", ").at(-1)];
  if (kind === "input" && (model.PH > model.H || model.PW > model.W))
    return ["input, padded", "input"];
  if (kind === "input") return ["input"];
  if (kind === "patch") return ["window"];
  if (kind === "filter") return M > 1 ? [`filter q = ${q}`, `q = ${q}`, `${q}`] : ["filter"];
  const channel = k * M + q;
  if (C * M === 1) return ["output"];
  const short = [`output channel ${channel}`, `output ${channel}`, `${channel}`];
  return M > 1
    ? [
        `output channel ${channel} = ${k}\u00b7${M} + ${q}`,
        `channel ${channel} = ${k}\u00b7${M} + ${q}`,
        ...short,
      ]
    : short;
}

/**
 * @param {Lane} lane
 * @param {string} kind
 * @param {number} q
 * @param {number} x
 * @param {number} y
 * @param {number} rows
 * @param {number} cols
 * @param {Cells} cells
 * @param {Tools} tools
 */
function addView(lane, kind, q, x, y, rows, cols, { cw, ch, font, format }, tools) {
  const view = {
    kind,
    k: lane.k,
    q,
    x: tools.snap(x),
    y: tools.snap(y),
    rows,
    cols,
    cw,
    ch,
    font,
    format,
    width: cols * cw,
    height: rows * ch,
  };
  lane.views.push(view);
  return view;
}

/**
 * Room above the enlarged filter for its name, which is painted with its weights: see painting.js.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {View} view
 * @param {Tools} tools
 */
function reserveWords(lane, model, view, tools) {
  const words = captionOf(model, "filter", lane.k, 0) ?? "filter q = 0";
  addText(lane, view, words, -6, tools);
  Object.assign(lane.texts[lane.texts.length - 1], { text: "", width: tools.textWidth(words) });
}

/**
 * Words above a view, or below it: over its middle, or as near to it as they stay in bounds.
 *
 * @param {Lane} lane
 * @param {View} view
 * @param {string} text
 * @param {number} below
 * @param {Tools} tools
 * @param {number[]} [bounds]
 */
function addText(lane, view, text, below, tools, [least, most] = [-Infinity, Infinity]) {
  const width = tools.textWidth(text),
    middle = view.x + view.width / 2;
  lane.texts.push({
    text,
    x: Math.max(least + width / 2, Math.min(middle, most - width / 2)),
    y: below < 0 ? view.y + below : view.y + view.height + below,
    centred: true,
    width,
  });
}

// -- a small lane: its planes as pictures and, given the height, the window's own numbers

/**
 * @param {Lane} lane
 * @param {Model} model
 * @param {Columns} columns
 * @param {Tools} tools
 */
function placeSmall(lane, model, columns, tools) {
  const { M, C, PH, PW, KH, KW, OH, OW } = model;
  const tall = lane.height >= 56,
    numbered = tall && M * C > 1;
  const height = lane.height - (lane.height >= 40 ? 10 : 4);
  const middle = lane.y + lane.height / 2;
  /**
   * @param {number} rows
   * @param {number} cols
   * @param {number} room
   * @param {number} most
   * @param {number} [spare]
   */
  const cellFor = (rows, cols, room, most, spare = 0) =>
    tools.snapCell(Math.min((height - spare) / rows, room / cols, most));
  /**
   * @param {string} kind
   * @param {Cells} cells
   * @param {number} rows
   * @param {number} cols
   * @param {number} x
   * @param {number} gap
   * @param {number} [lift]
   */
  const row = (kind, cells, rows, cols, x, gap, lift = 0) => {
    const top = middle - (rows * cells.ch) / 2 - lift;
    for (let q = 0; q < (kind === "filter" || kind === "output" ? M : 1); q++) {
      addView(lane, kind, q, x + q * (cols * cells.cw + gap), top, rows, cols, cells, tools);
    }
  };

  const room = columns.end - columns.start;
  const patch = smallDigits(model, "input", tall ? cellFor(KH, KW, 0.55 * room, 28) : 0, tools);
  const input = picture(cellFor(PH, PW, (patch.font ? 0.4 : 1) * room, 16));
  const between = patch.font ? 26 : 0;
  const group = PW * input.cw + between + (patch.font ? KW * patch.cw : 0);
  const start = columns.start + Math.max(0, (room - group) / 2);
  row("input", input, PH, PW, start, 0);
  if (patch.font) row("patch", patch, KH, KW, start + PW * input.cw + between, 0);

  const outputRoom = 2 * (columns.right - columns.output) - (M - 1) * 20;
  const output = picture(cellFor(OH, M * OW, outputRoom, 16, numbered ? 14 : 0));
  const outputs = M * OW * output.cw + (M - 1) * 20;
  row("output", output, OH, OW, columns.output - outputs / 2, 20, numbered ? 7 : 0);

  const left = start + group + 24,
    right = columns.output - outputs / 2 - 24;
  const filterRoom = 2 * Math.min(columns.filter - left, right - columns.filter) - (M - 1) * 8;
  const filter = smallDigits(
    model,
    "filter",
    cellFor(KH, M * KW, Math.max(10, filterRoom), 28),
    tools,
  );
  const filters = M * KW * filter.cw + (M - 1) * 8;
  row("filter", filter, KH, KW, columns.filter - filters / 2, 8);
  if (!numbered) return;
  for (const view of viewsOf(lane, "output"))
    addText(lane, view, `${lane.k * M + view.q}`, 13, tools);
}

/** @param {number} cell */
const picture = (cell) => ({ cw: cell, ch: cell, font: 0, format: { decimals: 0, chars: 0 } });

/**
 * @param {Model} model
 * @param {ArrayName} name
 * @param {number} cell
 * @param {Tools} tools
 */
function smallDigits(model, name, cell, tools) {
  for (const digits of [3, 2]) {
    const format = formatFor(model, name, digits);
    const font = Math.min(cell * 0.58, (cell - 4) / (format.chars * tools.digit), 16);
    if (font >= 10) return { cw: cell, ch: cell, font, format };
  }
  return { cw: cell, ch: cell, font: 0, format: formatFor(model, name, 3) };
}

// -- the strip: label, taps, result
//
// Up to a dozen taps stand in one row with words in front ("row"); more make a grid ("grid"), in
// the kernel's shape or, if the lanes need the room, with kernel rows side by side; very many are
// tinted squares in the kernel's shape ("dense").

const MOST_IN_A_ROW = 12;
const MOST_LINES = 5;
const TALLEST_GRID = 200,
  GRID_LINE = 36,
  LEAST_GRID_LINE = 26;
const STRIP_LABEL = 204,
  STRIP_WORDS = 92,
  STRIP_RESULT = 150,
  STRIP_CELL = 42;

/**
 * Whole kernel rows on each line if that takes few lines, else as many taps as fit.
 *
 * @param {Model} model
 * @param {number} width
 */
function stripGrid(model, width) {
  const perLine = Math.max(1, Math.floor(width / STRIP_CELL));
  const kernelRows = Math.min(model.KH, Math.floor(perLine / model.KW));
  const whole = kernelRows > 0 && Math.ceil(model.KH / kernelRows) <= MOST_LINES;
  const columns = whole ? kernelRows * model.KW : perLine;
  return { columns, lines: Math.ceil(model.T / columns), kernelRows: whole ? kernelRows : 0 };
}

/**
 * How tall the strip of a wide scene may be, best first: as a grid in the kernel's own shape?
 *
 * @param {Model} model
 * @param {Scene} scene
 * @returns {{height: number, kernel?: boolean}[]}
 */
function stripShapes(model, scene) {
  const { C, KH, KW, T } = model;
  if (T <= MOST_IN_A_ROW) return [{ height: 86 }];
  const width = scene.width - STRIP_LABEL - STRIP_RESULT;
  const { lines } = stripGrid(model, width);
  const compact = { height: lines <= MOST_LINES ? Math.max(100, lines * 33 + 16) : 140 };
  const tall = Math.min(TALLEST_GRID, KH * GRID_LINE + 16);
  // what is left has to hold a window with digits, and the other lanes
  const lanes = Math.max(170, KH * COMFORTABLE + 60) + (C - 1) * 46;
  const fits = KH * LEAST_GRID_LINE + 16 <= tall && KW * STRIP_CELL <= width;
  return fits && scene.height - tall >= lanes
    ? [{ height: tall, kernel: true }, compact]
    : [compact];
}

/** @param {Model} model */
function narrowStripHeight(model) {
  if (model.KW > 7 || model.KH > 9) return 220;
  if (model.T <= 4) return 156;
  if (model.KW <= 4) return 94 + model.KH * 58;
  return 94 + model.KH * (model.header.taps ? 46 : 36);
}

/**
 * @param {Model} model
 * @param {Box & {kernel?: boolean}} box
 * @param {Tools} tools
 */
function planStrip(model, box, tools) {
  const narrow = box.width < NARROW;
  /** @type {Strip} */
  const strip = { ...box, narrow, cells: [], words: null };
  const area = narrow
    ? { x: box.x + 10, y: box.y + 86, width: box.width - 20, height: box.height - 94 }
    : {
        x: box.x + STRIP_LABEL,
        y: box.y + 8,
        width: box.width - STRIP_LABEL - STRIP_RESULT,
        height: box.height - 16,
      };
  const labelTop = narrow ? 22 : Math.max(25, box.height / 2 - 17);
  strip.label = { x: box.x + 14, y: box.y + labelTop };
  strip.result = narrow
    ? { right: box.x + box.width - 12, middle: box.y + 34, width: 130 }
    : { right: box.x + box.width - 14, middle: box.y + box.height / 2, width: STRIP_RESULT - 14 };
  if (narrow) {
    const dense = model.KW > 7 || model.KH > 9,
      columns = model.T <= 4 ? model.T : model.KW;
    strip.mode = dense ? "dense" : columns > 4 && !model.header.taps ? "grid" : "row";
    const gap = dense ? 1 : 4;
    const width = Math.min(dense ? 14 : 116, (area.width + gap) / columns - gap);
    const left = area.x + (area.width - columns * (width + gap) + gap) / 2;
    placeTaps(strip, model, { ...area, x: left }, { columns, gap, width });
  } else if (model.T <= MOST_IN_A_ROW) {
    strip.mode = "row";
    strip.words = { x: area.x + STRIP_WORDS - 10 };
    const width = Math.min(92, (area.width - STRIP_WORDS - 5) / model.T - 5);
    const right = { ...area, x: area.x + STRIP_WORDS };
    placeTaps(strip, model, right, { columns: model.T, gap: 5, width });
  } else if (box.kernel) {
    strip.mode = "grid";
    const width = Math.min(116, (area.width - 12) / model.KW - 4);
    placeTaps(strip, model, area, { columns: model.KW, gap: 4, width });
  } else {
    const { columns, lines, kernelRows } = stripGrid(model, area.width);
    strip.mode = lines <= MOST_LINES ? "grid" : "dense";
    if (strip.mode === "grid") {
      const split = kernelRows > 1 ? 8 : 0;
      const room = area.width - 12 - split * Math.max(0, kernelRows - 1);
      const width = Math.min(64, (room + 3) / columns - 3);
      placeTaps(strip, model, area, { columns, gap: 3, split, width });
    } else {
      const width = Math.max(
        1,
        Math.min(16, area.height / model.KH - 1, area.width / model.KW - 1),
      );
      placeTaps(strip, model, area, { columns: model.KW, gap: 1, width });
    }
  }
  strip.chips = planChips(
    model,
    narrow ? area : { ...area, width: area.width + STRIP_RESULT - 14 },
  );
  fitStripText(strip, model, tools);
  return strip;
}

/**
 * The taps in reading order; `split` sets kernel rows apart that share a line.
 *
 * @param {Strip} strip
 * @param {Model} model
 * @param {Box} area
 * @param {{columns: number, gap: number, width: number, split?: number}} grid
 */
function placeTaps(strip, { T, KW }, area, { columns, gap, width, split = 0 }) {
  const lines = Math.ceil(T / columns);
  const height = strip.mode === "dense" ? width : (area.height - gap * (lines - 1)) / lines;
  for (let t = 0; t < T; t++) {
    const column = t % columns;
    strip.cells.push({
      t,
      width,
      height,
      x: area.x + column * (width + gap) + split * Math.floor(column / KW),
      y: area.y + Math.floor(t / columns) * (height + gap),
    });
  }
}

/**
 * With `pixel`, one chip for each output channel in place of the taps.
 *
 * @param {Model} model
 * @param {Box} box
 */
function planChips(model, { x, y, width, height }) {
  const count = model.C * model.M,
    gap = 5;
  /** @param {number} lines */
  const widthFor = (lines) => (width + gap) / Math.ceil(count / lines) - gap;
  let lines = 1;
  while (widthFor(lines) < 62 && (height + gap) / (lines + 1) - gap >= 18) lines++;
  const perLine = Math.ceil(count / lines);
  const size = {
    width: Math.min(104, widthFor(lines)),
    height: Math.min(70, (height + gap) / lines - gap),
  };
  return Array.from({ length: count }, (_, channel) => ({
    channel,
    ...size,
    x: x + (channel % perLine) * (size.width + gap),
    y: y + Math.floor(channel / perLine) * (size.height + gap),
  }));
}

/**
 * One size of text for all cells of the strip, so that nothing jumps from step to step.
 *
 * @param {Strip} strip
 * @param {Model} model
 * @param {Tools} tools
 */
function fitStripText(strip, model, tools) {
  const { height } = strip.cells[0];
  strip.beside = strip.mode === "grid" && model.header.taps && height < 30;
  const width = strip.cells[0].width / (strip.beside ? 2 : 1);
  const largest = Math.min(16, height * (strip.mode === "row" ? 0.25 : strip.beside ? 0.5 : 0.4));
  /**
   * @param {number} chars
   * @param {number} [room]
   */
  const sizeOf = (chars, room = width) => Math.min(largest, (room - 3) / (chars * tools.digit));
  strip.pairFont = 0;
  const ways = [
    { digits: 3, parentheses: true },
    { digits: 3, parentheses: false },
    { digits: 2, parentheses: true },
    { digits: 2, parentheses: false },
  ];
  for (const { digits, parentheses } of ways) {
    strip.input = formatFor(model, "input", digits);
    strip.weight = formatFor(model, "filter", digits);
    strip.parentheses = parentheses && model.header.negative.filter;
    const size = sizeOf(strip.input.chars + strip.weight.chars + (strip.parentheses ? 1.4 : 0.6));
    if (size < 9.5) continue;
    strip.pairFont = size;
    break;
  }
  // rather fewer decimals than digits that are hard to read
  const sizes = additionFormats(model).map((format) => ({ format, size: sizeOf(format.chars) }));
  const { format, size } =
    sizes.find((each) => each.size >= Math.min(largest, 11)) ?? sizes[sizes.length - 1];
  strip.number = format;
  strip.numberFont = size >= 8.5 ? size : 0;
  strip.inBox = boxContent(strip, model, sizeOf);
}

/**
 * What a tinted box of a grid says, as far as it has room: "pair", "product" or "equation".
 *
 * @param {any} it
 * @param {Model} model
 * @param {(chars: number, room?: number) => number} sizeOf
 */
function boxContent({ beside, pairFont, numberFont, input, weight, number }, model, sizeOf) {
  if (!model.header.taps) return "pair";
  if (beside || !pairFont) return "product";
  const size = sizeOf(input.chars + weight.chars + 1.4 + 2 + number.chars);
  return numberFont && size >= 10.5 ? "equation" : "pair";
}

/**
 * The part of a view that shows one cell.
 *
 * @param {Point & {cw: number, ch: number}} view
 * @param {number} row
 * @param {number} column
 */
export function cellOf(view, row, column) {
  return {
    x: view.x + column * view.cw,
    y: view.y + row * view.ch,
    width: view.cw,
    height: view.ch,
  };
}

/**
 * Whether a point lies in a box.
 *
 * @param {Box} box
 * @param {number} left
 * @param {number} top
 */
export function contains({ x, y, width, height }, left, top) {
  return left >= x && top >= y && left < x + width && top < y + height;
}

/**
 * The row and the column of a view that lie under a point in it.
 *
 * @param {View} view
 * @param {number} x
 * @param {number} y
 */
export function cellAt(view, x, y) {
  return {
    row: within(Math.floor((y - view.y) / view.ch), view.rows - 1),
    column: within(Math.floor((x - view.x) / view.cw), view.cols - 1),
  };
}

/**
 * The views of a kind in a lane; for filters and outputs, view q shows filter q.
 *
 * @param {Lane} lane
 * @param {string} kind
 */
export const viewsOf = (lane, kind) => lane.views.filter((view) => view.kind === kind);
