// Where the planes of a lane lie, and the words above them.

import { viewsOf } from "./cell_boxes.js";
import { nameParts } from "./gradient_parts.js";
import { blockOf, LABEL, LEAST_GAP, LINE_GAP, NOTE, notesOf, STACKED } from "./lane_sizes.js";
import { formatFor } from "./number_text.js";

const APART = 14; // pixels from words to those of the next plane
const AROUND_SIGN = 64; // between two blocks: the sign of the product stands there

/**
 * @param {number} k
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {boolean} big
 * @returns {Lane}
 */
export function newLane(k, x, y, width, height, big) {
  return { k, x, y, width, height, big, name: { x: 0, y: 0 }, views: [], texts: [] };
}

/**
 * Where the lane's three columns lie, for the small lanes to follow.
 *
 * @param {Plan | null} plan
 * @param {{x: number, width: number}} room
 */
export function columnsOf(plan, { x, width }) {
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
  const free = width - used,
    gaps = line.length - 1;
  // where room is short, the lines between the blocks need it more than the margins do
  const gap = gaps
    ? Math.min(Math.max(free / (gaps + 0.6), Math.min(LEAST_GAP, free / gaps)), 130)
    : 0;
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
 * Move planes that stand side by side so far apart that the words of each are over its middle, where
 * that leaves room between the blocks.
 *
 * @param {Model} model
 * @param {Plan} plan
 * @param {number} width
 * @param {Tools} tools
 */
export function makeRoomForWords(model, { blocks, lines }, width, tools) {
  for (const line of lines) {
    let free =
      width - line.reduce((sum, name) => sum + blocks[name].width + AROUND_SIGN, -AROUND_SIGN);
    for (const name of line) {
      const { cells, perRow, rows, cols, gap } = blocks[name];
      if (perRow < 2) continue;
      const all = Array.from({ length: model.C * model.M }, (_, n) =>
        wordsFor(model, name, Math.floor(n / model.M), n % model.M),
      );
      const more = all[0]
        .map((_, at) => Math.max(...all.map((words) => tools.textWidth(words[at]))))
        .map((widest) => Math.max(0, widest + APART - cols * cells.cw - gap))
        .find((each) => each * (perRow - 1) <= free);
      if (!more) continue;
      blocks[name] = blockOf(cells, model.M, perRow, rows, cols, gap + more);
      free -= more * (perRow - 1);
    }
  }
}

/**
 * @param {Lane} lane
 * @param {Model} model
 * @param {Plan} plan
 * @param {{x: number, width: number}} box
 * @param {Tools} tools
 * @param {boolean} [phone]
 */
export function placeLarge(lane, model, plan, box, tools, phone = false) {
  const top =
    !phone && lane.height > plan.height + 34
      ? lane.y + (lane.height - plan.height) / 2
      : lane.y + lane.height - plan.height - 7;
  const notes = notesOf(model, box.width, tools, phone);
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
      // on a phone the input and what stands beside it begin level
      const down = phone && name === "input" ? 0 : (height - each.height) / 2;
      placeBlock(lane, model, name, each, start, y + down, bounds, tools);
    });
    y = placeNotes(lane, notes, y + height, tools) + LINE_GAP;
  }
  if (phone && plan.lines[0].includes("filter")) nameFilters(lane, model, tools);
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
    const top = y + Math.floor(q / perRow) * (rows * cells.ch + LABEL + STACKED) + LABEL;
    const view = addView(lane, kind, q, left, top, rows, cols, cells, tools);
    if (kind === "weights") {
      reserveWords(lane, model, view, tools);
      continue;
    }
    const column = q % perRow,
      last = column === perRow - 1 || q === count - 1;
    const between = Math.max(0, gap - APART) / 2;
    const outside = Math.max(30, between);
    const least = column ? view.x - between : Math.max(bounds[0], view.x - outside);
    const most = last
      ? Math.min(bounds[1], view.x + view.width + outside)
      : view.x + view.width + between;
    let words = wordsFor(model, kind, lane.k, q);
    // "filter q = 2" stands above the enlarged one
    if (kind === "filter" && viewsOf(lane, "weights").length) words = words.slice(1);
    // lines pass beside filters that stand below each other
    if (kind === "filter" && count > perRow && !captionOf(model, kind, lane.k, q))
      words = words.filter((text) => !text.startsWith("its own"));
    if (kind === "input" && nameParts(lane, model, view, tools)) continue;
    // over the middle, or else as near to it as there is room
    const middle = view.x + view.width / 2;
    const fitting =
      [2 * Math.min(middle - least, most - middle), most - least]
        .map((room) => words.find((text) => tools.textWidth(text) <= room))
        .find((text) => text) ?? words[words.length - 1];
    addText(lane, view, fitting, tools, [least, most]);
  }
}

/**
 * Take what is said of the input out of a list, and place it below the planes beside the input: over them it
 * would hide their values.
 *
 * @param {Lane} lane
 * @param {string[]} notes
 * @param {number} y   where those planes end
 * @param {Tools} tools
 * @returns {number} where the words end
 */
export function placeNotes({ x, width: room, views, texts }, notes, y, tools) {
  for (const text of notes.splice(0)) {
    const width = tools.textWidth(text);
    const left = Math.max(x + 12, Math.min(views[0].x, x + room - width - 8));
    texts.push({ text, x: left, y: y + 14, width, note: true });
    y += NOTE;
  }
  return y;
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
export function wordsFor(model, kind, k, q) {
  const { C, M } = model,
    own = captionOf(model, kind, k, q);
  if (own) {
    const [before] = own.split(" of output"),
      short = own.replace("output channel", "output");
    return [own, short, before === own ? (own.split(", ").at(-1) ?? own) : before];
  }
  // With several channels the words say whose each part is: that is what depthwise means.
  const several = C > 1,
    padded = model.PH > model.H || model.PW > model.W ? ", padded" : "";
  if (kind === "input") return padded ? [`input${padded}`, "input"] : ["input"]; // the lane says which channel
  if (kind === "patch") return ["window, enlarged", "window"];
  if (kind === "filter") {
    const short = M > 1 ? [`filter q = ${q}`, `q = ${q}`, `${q}`] : ["filter"];
    return several ? [`its own ${short[0]}`, ...short] : short;
  }
  const channel = k * M + q;
  if (C * M === 1) return ["output"];
  return [`output channel ${channel}`, `output ${channel}`, `${channel}`];
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
export function addView(lane, kind, q, x, y, rows, cols, { cw, ch, font, format }, tools) {
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
 * "its own filters" right above all of them and their names, or level with the lane's name: what depthwise
 * means. Each lane says it, as its filters are no other lane's.
 *
 * @param {Lane} lane
 * @param {Model} model
 * @param {Tools} tools
 */
export function nameFilters(lane, { C, M, header }, tools) {
  if (C < 2 || M < 2 || header.captions) return;
  const views = viewsOf(lane, "filter"),
    [first] = views;
  const right = Math.max(...views.map(({ x, width }) => x + width));
  const y = Math.max(lane.y + 24, first.y - NAME_LINE);
  const over = { ...first, y, width: right - first.x };
  const bounds = [lane.x + 100, lane.x + lane.width - 8];
  addText(lane, over, "its own filters", tools, bounds);
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
  addText(lane, view, words, tools);
  Object.assign(lane.texts[lane.texts.length - 1], { text: "", width: tools.textWidth(words) });
}

/**
 * Words above a view: over its middle, or as near to it as they stay in bounds. Below a view they would
 * be read as the title of the next one.
 *
 * @param {Lane} lane
 * @param {View} view
 * @param {string} text
 * @param {Tools} tools
 * @param {number[]} [bounds]
 */
export function addText(lane, view, text, tools, [least, most] = [-Infinity, Infinity]) {
  const width = tools.textWidth(text),
    middle = view.x + view.width / 2;
  lane.texts.push({
    text,
    x: Math.max(least + width / 2, Math.min(middle, most - width / 2)),
    y: view.y - ABOVE,
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
export function placeSmall(lane, model, columns, tools) {
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
   * @param {number} [lift]  how far above the middle
   */
  const row = (kind, cells, rows, cols, x, gap, lift = 0) => {
    const top = middle - (rows * cells.ch) / 2 - lift;
    for (let q = 0; q < (kind === "filter" || kind === "output" ? M : 1); q++) {
      addView(lane, kind, q, x + q * (cols * cells.cw + gap), top, rows, cols, cells, tools);
    }
  };

  const room = columns.end - columns.start;
  /** @param {number} spare */
  const patchWith = (spare) =>
    smallDigits(model, "input", tall ? cellFor(KH, KW, 0.55 * room, 28, spare) : 0, tools);
  const named = patchWith(NAMED.spare).font > 0, // names above, if digits have room beside them
    { spare, lift } = named ? NAMED : { spare: 0, lift: 0 };
  const patch = patchWith(spare);
  const input = picture(cellFor(PH, PW, (patch.font ? 0.4 : 1) * room, 16));
  const between = patch.font ? 26 : 0;
  const group = PW * input.cw + between + (patch.font ? KW * patch.cw : 0);
  const start = columns.start + Math.max(0, (room - group) / 2);
  row("input", input, PH, PW, start, 0);
  if (patch.font) row("patch", patch, KH, KW, start + PW * input.cw + between, 0, lift);

  const outputRoom = 2 * (columns.right - columns.output) - (M - 1) * 20;
  const output = picture(cellFor(OH, M * OW, outputRoom, 16, numbered ? 14 : 0));
  const outputs = M * OW * output.cw + (M - 1) * 20;
  row("output", output, OH, OW, columns.output - outputs / 2, 20, numbered ? -7 : 0);

  const left = start + group + 24,
    right = columns.output - outputs / 2 - 24;
  const filterRoom = 2 * Math.min(columns.filter - left, right - columns.filter) - (M - 1) * 8;
  const filter = smallDigits(
    model,
    "filter",
    cellFor(KH, M * KW, Math.max(10, filterRoom), 28, spare),
    tools,
  );
  const filters = M * KW * filter.cw + (M - 1) * 8;
  row("filter", filter, KH, KW, columns.filter - filters / 2, 8, lift);
  if (named) {
    for (const view of viewsOf(lane, "patch")) addText(lane, view, "window, enlarged", tools);
    for (const view of viewsOf(lane, "filter"))
      addText(lane, view, M > 1 ? `q = ${view.q}` : "filter", tools);
  }
  if (!numbered) return;
  for (const view of viewsOf(lane, "output")) {
    const channel = lane.k * M + view.q,
      words = `output ${channel}`;
    const own = captionOf(model, "output", lane.k, view.q)?.split(", ")[1];
    const fits = named && tools.textWidth(words) <= view.width + 12;
    addText(lane, view, own ?? (fits ? words : `${channel}`), tools);
  }
}

const NAMED = { spare: 18, lift: -5 }; // pixels that the names above the planes of a small lane take

const ABOVE = 6, // pixels from a plane to the words above it
  NAME_LINE = 16; // and from a line of them to the next

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
