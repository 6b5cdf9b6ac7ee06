// Paints the strip below the large lanes: the products of a window with their running sum, or with `pixel`
// all output values of a position.

import { FOLDED, kernelLines } from "./arithmetic_layout.js";
import { hatchOf, middleOf, paintText, roundBox } from "./canvas_drawing.js";
import { css } from "./compute_palette.js";
import { paintChange, placeOfGradient } from "./gradient_words.js";
import { equals, multiplied, numberIn, withEquals, write, writeResult } from "./number_text.js";
import { inputAt, outputAt, placeOf, tapPlace, weightAt } from "./player_model.js";
import { factorsOf, outputName } from "./sentences.js";
import { laneColours, tint } from "./theme_colours.js";

/**
 * What stands where in a tap, in words.
 *
 * @param {Model} model
 * @param {Strip} strip
 */
function legendOf(model, { mode, inBox, beside }) {
  const pair = factorsOf(model).join(" \u00b7 ");
  if (mode === "row") return [`${pair}, product, running sum`];
  if (mode === "dense") return ["one square for each product"];
  if (mode === "lines") {
    const said = inBox === "equation" ? `${pair} = product` : inBox === "pair" ? pair : "product";
    const box = inBox === "equation" ? said : `each box: ${said}`;
    return [box, ...(model.header.taps && !beside ? ["at the right: the sum so far"] : [])];
  }
  /** @type {Record<string, string>} */
  const legends = {
    pair: `in each box ${pair},`,
    product: "in each box a product,",
    equation: `${pair} = product,`,
  };
  return [legends[inBox], `${beside ? "beside" : "below"} it the running sum`];
}

/**
 * Every product of one output value and its running sums: all of them, or up to tap `now`. With `quiet` not
 * the value itself in large digits, which would look like the answer to what a class is asked.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {number} w
 * @param {any} now
 * @param {boolean} [quiet]
 */
export function paintArithmetic(context, stage, w, now, quiet = false) {
  const {
    model,
    theme,
    scene: { strip },
  } = stage;
  const { products, sums } = model.values;
  const place = placeOf(model, w),
    { i, j, k, q } = place;
  const colours = laneColours(theme, k);
  const last = now ?? model.T - 1;
  const names = placeIn(model, strip, place);
  const legend = products ? legendOf(model, strip) : tooMany(model);
  const added = products ? strip.number : null;
  const rounded =
    (strip.pairFont || strip.activePair || strip.numberFont) &&
    !(strip.exact && (added ?? strip).exact);
  if (strip.words) {
    paintWords(context, stage, Boolean(products));
    legend.length = 0;
  } else if (strip.narrow) legend.splice(0, 2, legend.join(" ") + (rounded ? ", rounded" : ""));
  // the last digits may be off from what is multiplied and added up by hand
  const lines = [...names, ...legend];
  if (rounded && !strip.narrow) lines.push("numbers are rounded");
  // what the picture says as well gives way first: the sums have names, and so has the filter
  const spare = products ? [legend[1], names[2], legend[0], names[1]] : [names[2], names[1]];
  paintLabel(context, stage, outputName(model, place), lines, colours.text, spare);
  /** @param {number} t */
  const tapOf = (t) => {
    const { row, column } = tapPlace(model, place, t);
    return {
      k,
      x: inputAt(model, k, row, column),
      weight: weightAt(model, k, q, Math.floor(t / model.KW), t % model.KW),
      product: products && t <= last ? products[w * model.T + t] : null,
      sum: products && t <= last ? sums[w * model.T + t] : null,
      now: t === now,
      toCome: t > last,
      hatch: hatchOf(stage, row, column),
    };
  };
  if (strip.mode === "lines") paintKernelLines(context, stage, tapOf, now ?? -1, last);
  else for (const cell of strip.cells) paintTap(context, stage, cell, tapOf(cell.t));
  if (quiet) return;
  if (last === model.T - 1) {
    const value = withEquals(outputAt(model, k, q, i, j), added);
    paintResult(context, stage, valueNoun(model), value, colours.text);
    paintChange(context, stage, outputAt(model, k, q, i, j));
  } else if (now < 0) {
    paintResult(context, stage, valueNoun(model), "= ?", colours.text);
  } else {
    paintResult(
      context,
      stage,
      "sum so far",
      writeResult(sums[w * model.T + last], added),
      theme.ink,
    );
  }
}

/** What stands beside numbers whose products are not known. @param {Model} model */
const tooMany = (model) => [
  `${factorsOf(model).join(" \u00b7 ")}: there are`,
  "too many products to show",
];

/**
 * Which value it is: in one short line on a phone.
 *
 * @param {Model} model
 * @param {Strip} strip
 * @param {Place} place
 */
export function placeIn(model, { narrow }, place) {
  return model.header.captions
    ? placeOfGradient(model, narrow, place)
    : numbersOf(model, place, narrow);
}

/**
 * What each of the four numbers in an output's name is, in their order; then how the channel is made up, where
 * there are several.
 *
 * @param {Model} model
 * @param {Place} place
 * @param {boolean} narrow
 */
function numbersOf({ C, M, header }, { i, j, k, q }, narrow) {
  const channel = `${narrow ? "output" : "output channel"} ${k * M + q}`,
    at = [`row ${i}`, `column ${j}`];
  const numbers = [
    "image 0",
    ...(header.data_format === "NHWC" ? [...at, channel] : [channel, ...at]),
  ];
  if (narrow) return [numbers.join(", ")];
  const rule = C > 1 && M > 1 ? " = k\u00b7M + q" : "";
  const lines =
    header.data_format === "NHWC"
      ? [numbers.slice(0, 3).join(", "), `${channel}${rule}`]
      : [numbers.slice(0, 2).join(", "), `${at.join(", ")}`];
  return C * M > 1 ? [...lines, `channel k = ${k}, filter q = ${q}`] : lines;
}

/**
 * A value that is asked for together with the cells that it is made from: none of them is shown.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {number} w
 */
export function paintQuestion(context, stage, w) {
  const { model, theme } = stage;
  const place = placeOf(model, w);
  const colour = laneColours(theme, place.k).text;
  const lines = placeIn(model, stage.scene.strip, place);
  paintLabel(context, stage, outputName(model, place), lines, colour);
  paintResult(context, stage, valueNoun(model), "= ?", colour);
}

/** What a value of the output planes is. @param {Model} model */
const valueNoun = ({ header: { captions } }) =>
  captions ? (captions.noun ?? "gradient value") : "output value";

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {any} all
 */
function paintWords(context, { theme, model, scene: { strip } }, all) {
  const { y, height } = strip.cells[0];
  const pair = factorsOf(model).join(" \u00b7 ");
  const words = all ? [pair, "product", "running sum"] : [pair];
  words.forEach((text, at) => {
    if (at === 0 && !strip.pairFont) return; // the factors have no room
    const middle = words.length > 1 ? ROWS[at] : 0.5;
    paintText(context, theme, text, strip.words.x, y + height * middle, {
      size: 12,
      align: "right",
    });
  });
}

const LINE = 17, // of the words below a value's name: from one to the next
  LEAST_LINE = 15,
  NAME = 25; // what the name takes above them, with the margins of the strip
/**
 * Write a value's name, and lines below it; where it is a part of that value, this stands above. Where the
 * strip is too low for all of them, lines are left out.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {string} title
 * @param {string[]} below
 * @param {Colour} colour
 * @param {string[]} [spare]  the lines that may be left out, in this order
 */
function paintLabel(context, { theme, scene: { strip }, model }, title, below, colour, spare = []) {
  const [name, part] = title.split("], "),
    row = part && !strip.narrow ? 1 : 0; // of the name; on a phone the part stands beside it, above the result
  const lines = row ? [`${part} of`, ...below] : [...below],
    shown = part ? `${name}]` : name;
  const room = strip.narrow ? Infinity : strip.height - NAME;
  for (const text of spare)
    if (lines.length * LEAST_LINE > room && lines.includes(text))
      lines.splice(lines.indexOf(text), 1);
  const pitch = Math.min(LINE, room / lines.length);
  const { x } = strip.label;
  const y = strip.label.y - (strip.narrow ? 0 : Math.round((pitch * lines.length - 7) / 2)); // centred
  const last = outputName(model, placeOf(model, model.windows - 1));
  const size = Math.min(15, strip.label.letters / (part ? last.indexOf("]") + 1 : last.length));
  paintText(context, theme, shown, x, y + row * pitch, {
    size,
    weight: 600,
    colour,
    code: true,
    base: true,
  });
  for (const [at, text] of lines.entries()) {
    paintText(context, theme, text, x, y + 3 + (at < row ? 0 : at + 1) * pitch, { base: true });
  }
}

/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {string} caption
 * @param {string} text
 * @param {Colour} colour
 */
function paintResult(context, { theme, digit, scene: { strip } }, caption, text, colour) {
  const { right, middle, width } = strip.result;
  const size = Math.max(14, Math.min(30, width / (text.length * digit)));
  paintText(context, theme, text, right, middle + 12, {
    size,
    weight: 700,
    colour,
    align: "right",
  });
  paintText(context, theme, caption, right, middle - 20, { align: "right" });
}

/**
 * The products line by line, one line for each row of the kernel: its name, its products, and the sum so far
 * at its end. The line that is being added is larger.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {(t: number) => any} tapOf
 * @param {number} now   the tap that is being added; -1 for none
 * @param {number} last  the last tap that is added
 */
function paintKernelLines(context, stage, tapOf, now, last) {
  const {
    model,
    theme,
    digit,
    scene: { strip },
  } = stage;
  const { KW, header } = model,
    active = now < 0 ? -1 : Math.floor(now / KW);
  const name = header.captions?.row ?? "filter row";
  const lines = kernelLines(strip, model, active);
  for (const [line, { y, height }] of lines.entries()) {
    const middle = y + height / 2,
      large = line === active,
      [first] = strip.cells.slice(line * KW),
      end = strip.cells[line * KW + KW - 1];
    const weight = large ? 650 : 400,
      size = large ? 14 : Math.min(12, 0.8 * height);
    const colour = large ? theme.ink : theme.muted;
    paintText(context, theme, `${name} ${line}`, first.x - 8, middle, {
      size,
      weight,
      colour,
      align: "right",
    });
    for (const { t, x, width } of strip.cells.slice(line * KW, line * KW + KW))
      paintLineBox(context, stage, { x, y, width, height }, tapOf(t), large);
    const known = Math.min(last, line * KW + KW - 1);
    if (!header.taps || strip.beside || known < line * KW) continue;
    const sum = `${sumNameOf(line, known === line * KW + KW - 1)}: ${write(tapOf(known).sum, strip.number)}`;
    const room = strip.result.right - 80 - end.x - end.width;
    const most = Math.min(large ? 16 : Math.min(13, 0.85 * height), room / (sum.length * digit));
    paintText(context, theme, sum, end.x + end.width + 10, middle, {
      size: most,
      weight: large ? 700 : 500,
      colour: theme.ink,
    });
  }
}

/**
 * Which products a sum at the end of a line has in it: those of all rows up to this one.
 *
 * @param {number} line
 * @param {boolean} whole   whether the line is added to its end
 */
export const sumNameOf = (line, whole) =>
  whole ? (line ? `rows 0\u2013${line}` : "row 0") : "so far";

/**
 * One product in its line: factors and product in a box or, in the large line, the factors above its box.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Box} box
 * @param {any} tap
 * @param {boolean} large
 */
function paintLineBox(context, stage, box, tap, large) {
  const {
    theme,
    scene: { strip },
  } = stage;
  const { pair, product, sum, content } = textsOf(strip, tap),
    above = large ? box.height / 2 : 0;
  const tinted = { ...box, y: box.y + above, height: box.height - above };
  if (strip.beside) tinted.width = box.width / 2;
  paintTapBox(context, stage, tinted, 3, tap);
  /**
   * @param {string} text
   * @param {Point} middle
   * @param {number} size
   * @param {boolean} faint
   */
  const put = (text, { x, y }, size, faint) => {
    if (size < 8 || !text) return;
    const weight = tap.now ? 700 : 500,
      colour = faint ? theme.muted : theme.ink;
    paintText(context, theme, text, x, y + 0.5, { size, weight, colour, align: "center" });
  };
  const low = 0.84 * tinted.height;
  if (large) {
    const over = { x: box.x + box.width / 2, y: box.y + above / 2 };
    put(pair, over, Math.min(strip.activePair, low), tap.toCome);
    put(product, middleOf(tinted), Math.min(strip.activeFont, low), false);
  } else {
    const font = strip.inBox === "product" ? strip.numberFont : strip.pairFont;
    put(content[strip.inBox], middleOf(tinted), Math.min(font, low), tap.toCome);
  }
  if (!strip.beside) return;
  const right = { x: box.x + 0.75 * box.width, y: middleOf(tinted).y };
  put(sum, right, Math.min(large ? strip.activeFont : strip.numberFont, low), !tap.now);
}

/**
 * What is written of a product: its factors and, once it is computed, itself and the sum up to it. Where
 * what is written does not multiply to what is written, "\u2248" says so.
 *
 * @param {Strip} strip
 * @param {any} tap
 */
function textsOf({ input, weight, number }, tap) {
  const known = tap.product !== null,
    value = tap.x === null ? "0" : write(tap.x, input);
  const factor = write(tap.weight, weight),
    times = multiplied("", factor),
    pair = value + times,
    product = known ? write(tap.product, number) : "";
  const equation = known ? `${pair} ${equals(numberIn(value) * numberIn(factor), product)}` : pair;
  /** @type {Record<string, string>} */
  const content = { pair, product, equation };
  return { value, times, pair, product, sum: known ? write(tap.sum, number) : "", content };
}

/**
 * The box of a product: hatched if it is one of padding, pale until it is computed.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {Box} box
 * @param {number} radius
 * @param {any} tap
 */
function paintTapBox(
  context,
  { theme, model },
  box,
  radius,
  { x, k, product, now, toCome, hatch },
) {
  let fill = css(theme.panel);
  if (product !== null) fill = tint(theme, k, product, model.header.largest.products);
  if (x === null && !toCome) fill = hatch;
  const line = now ? 2.5 : 1,
    colour = now ? laneColours(theme, k).stroke : theme.grid;
  roundBox(context, box, radius, { fill, line, colour });
}

const ROWS = [0.17, 0.515, 0.86]; // where the three lines of a tap stand, as shares of its height
/**
 * @param {Context} context
 * @param {Stage} stage
 * @param {Box} box
 * @param {any} tap
 */
function paintTap(context, stage, box, tap) {
  const {
    theme,
    model,
    scene: { strip },
  } = stage;
  const { value, times, pair, product, sum, content } = textsOf(strip, tap);
  const three = strip.mode === "row" && model.header.taps;
  const tinted = { ...box };
  if (three) Object.assign(tinted, { y: box.y + box.height * 0.34, height: box.height * 0.34 });
  else if (strip.beside) tinted.width = box.width / 2;
  else if (strip.mode === "grid" && model.header.taps) tinted.height = box.height * 0.55;
  paintTapBox(context, stage, tinted, strip.mode === "dense" ? 1 : 4, tap);
  if (strip.mode === "dense") return;

  /**
   * @param {string} text
   * @param {number} share
   * @param {number} size
   * @param {number} weight
   * @param {boolean} faint
   * @param {{x: number}} [middle]
   */
  const line = (text, share, size, weight, faint, { x } = middleOf(box)) => {
    const colour = faint ? theme.muted : theme.ink;
    const style = { size, weight: tap.now ? 700 : weight, colour, align: "center" };
    paintText(context, theme, text, x, box.y + box.height * share, style);
  };
  /**
   * @param {number} share
   * @param {number} weight
   * @param {boolean} faint
   */
  const factors = (share, weight, faint) => {
    const size = strip.pairFont,
      half = strip.folded ? FOLDED / 2 : 0;
    if (half) line(times, share + half, size, weight, faint);
    if (size) line(half ? value : pair, share - half, size, weight, faint);
  };
  if (!model.header.taps) {
    factors(0.5, 500, false);
  } else if (three) {
    factors(ROWS[0], 400, tap.toCome);
    if (strip.numberFont) line(product, ROWS[1], strip.numberFont, 600, false);
    if (strip.numberFont) line(sum, ROWS[2], strip.numberFont, 400, !tap.now);
  } else if (strip.beside) {
    const right = { x: box.x + box.width * 0.75, y: 0 },
      size = Math.min(strip.numberFont, 12);
    if (size) line(product, 0.5, size, 600, false, middleOf(tinted));
    if (size) line(sum, 0.5, size, 400, !tap.now, right);
  } else {
    const size = Math.min(strip.pairFont || strip.numberFont, 12);
    if (size) line(content[strip.inBox], 0.29, size, 500, tap.toCome);
    if (strip.numberFont) line(sum, 0.79, Math.min(strip.numberFont, 12), 400, !tap.now);
  }
}

/**
 * With `pixel`: what all filters of all channels make of this position.
 *
 * @param {Context} context
 * @param {Stage} stage
 * @param {{i: number, j: number}} position
 */
export function paintChips(context, stage, { i, j }) {
  const {
    model,
    theme,
    digit,
    scene: { strip },
  } = stage;
  const outputs = model.C * model.M;
  const all = model.header.captions ? "all channels" : `all ${outputs} output channels`;
  const lines = [`row ${i}, column ${j}`, ...(outputs > 1 ? [all] : [])];
  paintLabel(context, stage, outputName(model, { i, j }), lines, theme.ink);
  for (const { channel, ...box } of strip.chips) {
    const k = Math.floor(channel / model.M),
      value = outputAt(model, k, channel % model.M, i, j);
    const fill = tint(theme, k, value, model.header.largest.output);
    roundBox(context, box, 4, { fill, line: 1.5, colour: laneColours(theme, k).stroke });
    const text = writeResult(value),
      name = `${channel}`,
      { x, y } = middleOf(box);
    const strong = { weight: 650, colour: theme.ink },
      light = { colour: theme.ink };
    if (box.height > 36) {
      const size = Math.min(20, (box.width - 8) / (text.length * digit));
      paintText(context, theme, text, x, box.y + box.height * 0.64, {
        ...strong,
        size,
        align: "center",
      });
      paintText(context, theme, name, x, box.y + box.height * 0.24, {
        ...light,
        size: 12,
        align: "center",
      });
    } else {
      const size = Math.min(14, (box.width - 34) / (text.length * digit), box.height * 0.6);
      paintText(context, theme, text, box.x + box.width - 6, y, {
        ...strong,
        size,
        align: "right",
      });
      paintText(context, theme, name, box.x + 6, y, { ...light, size: Math.min(12, size) });
    }
  }
}
