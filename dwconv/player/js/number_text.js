// Numbers as text: how many decimals and characters they take, and how they are written.

export const MINUS = "\u2212";
const NEARLY_ZERO = "\u22480"; // no zero, but no digit of it has room

/**
 * How one array is written: the same number of decimals throughout, so that cells line up. They give
 * the largest value of all so many digits, and that of the plane where it is least one less.
 *
 * @param {Model} model
 * @param {ArrayName} name
 * @param {number} digits
 * @param {number} [decimals]  so many, which are all that its values have
 */
export function formatFor(model, name, digits, decimals) {
  const { largest, least, whole, negative } = model.header;
  return formatOf(
    largest[name] ?? 0,
    least[name] ?? 0,
    whole[name] ?? false,
    Boolean(negative[name]),
    digits,
    decimals,
  );
}

/**
 * The fewest decimals that show all values of an array exactly; undefined if that is many.
 *
 * @param {Model} model
 * @param {ArrayName} name
 */
export const decimalsIn = (model, name) =>
  decimalsOf(/** @type {number} */ (model.header.largest[name]), model.values[name]);

/**
 * @param {number} largest
 * @param {number} least   the largest magnitude in the plane where it is least
 * @param {boolean} whole
 * @param {boolean} negative
 * @param {number} digits
 * @param {number} [exact]   the decimals that show every value exactly, if they are known
 * @returns {Format}
 */
function formatOf(largest, least, whole, negative, digits, exact) {
  const power = powerOf(largest);
  const scientific = power >= (whole ? 7 : 6) || power < -3;
  const wanted = Math.min(power, powerOf(least) + 1);
  const decimals = whole ? 0 : (exact ?? Math.max(0, Math.min(digits - 1 - wanted, digits)));
  const format = {
    scientific,
    decimals,
    digits,
    exact: !scientific && (whole || exact !== undefined),
  };
  return { ...format, chars: charsOf(format, power, negative) };
}

/**
 * @param {Omit<Format, "chars">} format
 * @param {number} power
 * @param {boolean} negative
 */
function charsOf({ scientific, decimals, digits = 1 }, power, negative) {
  const point = decimals ? decimals + 1 : 0;
  return (negative ? 1 : 0) + (scientific ? digits + 4 : Math.max(power, 0) + 1 + point);
}

/**
 * How the two factors of products may be written, best first: with all their digits where these are few,
 * so that what is written multiplies to the product; else with three digits or two. Each with the width
 * of both as `multiplied` writes them, in digits, and that of the wider one where one stands below the other.
 *
 * @param {Model} model
 */
export function factorFormats(model) {
  const names = /** @type {ArrayName[]} */ (["input", "filter"]);
  const few = names.map((name) => decimalsIn(model, name));
  return (few.includes(undefined) ? [3, 2] : [4, 3, 2]).map((digits) => {
    const [input, weight] = names.map((name, at) =>
      formatFor(model, name, digits, digits > 3 ? few[at] : undefined),
    );
    const second = weight.chars + (model.header.negative.filter ? 1.9 : 0.6);
    const exact = input.exact && weight.exact;
    return {
      input,
      weight,
      exact,
      chars: input.chars + second,
      folded: Math.max(input.chars, second),
    };
  });
}

/**
 * How products and their running sums may be written, best first. One stands below the other and
 * is added to it, so both have the same number of decimals: as few as show every one of them
 * exactly, or, if that takes many, as many as give the largest product four digits, three or two.
 * A format says whether it is `exact`; it is for all windows, so nothing jumps from step to step.
 *
 * @param {Model} model
 * @returns {Format[]}
 */
export function additionFormats(model) {
  const { largest, whole, negative } = model.header;
  const most = Math.max(largest.products ?? 0, largest.sums ?? 0);
  const inWhole = Boolean(whole.products && whole.sums),
    minus = Boolean(negative.products || negative.sums);
  const { scientific } = formatOf(most, most, inWhole, minus, 4);
  /**
   * @param {number} digits
   * @param {number} decimals
   * @param {boolean} exact
   */
  const format = (digits, decimals, exact) => {
    const made = { scientific, decimals, digits, even: true, exact };
    return { ...made, chars: charsOf(made, powerOf(most), minus) };
  };
  const rounded = [4, 3, 2].map((digits) =>
    format(digits, formatFor(model, "products", digits).decimals, inWhole),
  );
  const { products, sums } = model.values;
  const few = scientific || inWhole ? undefined : decimalsOf(most, products, sums);
  return few === undefined ? rounded : [format(4, few, true), ...rounded];
}

/** @param {number} size */
const powerOf = (size) => (size > 0 ? Math.floor(Math.log10(size)) : 0);

const FLOAT32 = 5e-7; // of sums in float32 the digits after these are chance: 0.1\u00b70.4 is 0.040000003

const MOST_EXACT = 4; // decimals worth reading
/**
 * The fewest decimals that show all values exactly, as far as a float32 tells; undefined if that is many.
 *
 * @param {number} most   the largest of them
 * @param {(Float32Array | Float64Array | undefined)[]} arrays
 */
function decimalsOf(most, ...arrays) {
  let decimals = 0;
  /** @param {number} value */
  const isShown = (value) => {
    const scaled = value * 10 ** decimals;
    // less than a hundredth of a unit is chance, if a float32 has no more digits
    return Math.abs(Math.round(scaled) - scaled) <= Math.min(0.01, FLOAT32 * most * 10 ** decimals);
  };
  for (const values of arrays)
    for (const value of values ?? [])
      while (!isShown(value)) if (++decimals > MOST_EXACT) return undefined;
  return decimals;
}

/**
 * A value in the format of its array; `even` gives a whole number its decimals too, but for 0.
 *
 * @param {number} value
 * @param {Written} written
 */
export function write(value, { scientific, decimals = 0, digits = 1, even = false }) {
  let text;
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "\u221e" : `${MINUS}\u221e`;
  if (scientific && !(Number.isInteger(value) && Math.abs(value) < 1e4)) {
    text = value.toExponential(digits - 1).replace("e+", "e");
  } else if (Number.isInteger(value) && !(even && value)) {
    text = String(value);
  } else {
    text = value.toFixed(decimals);
    if (Number(text) === 0) return NEARLY_ZERO;
  }
  return text.replaceAll("-", MINUS);
}

/** The number that a text says; NaN where it says none. @param {string} text */
export const numberIn = (text) => Number(text.replaceAll(MINUS, "-"));

/**
 * "3\u00b7(\u22122)": a factor below zero in parentheses, so that "\u00b7" and "\u2212" do not run together.
 *
 * @param {string} value
 * @param {string} weight
 */
export const multiplied = (value, weight) =>
  `${value}\u00b7${weight.startsWith(MINUS) ? `(${weight})` : weight}`;

/** How much wider the heaviest digits are than those that `Tools.digit` is measured with. */
export const HEAVY = 1.05;

/**
 * A result on its own has room: integers in full, anything else with four digits. Below numbers
 * that were `added` in a format, it has no fewer decimals than they have.
 *
 * @param {number} value
 * @param {Written | null} [added]
 */
export function writeResult(value, added = null) {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e12) return write(value, { decimals: 0 });
  if (!Number.isFinite(value)) return write(value, {});
  if (size >= 1e7 || size < 1e-4) return write(value, { scientific: true, digits: 4 });
  if (added?.exact) return write(value, added);
  const decimals = Math.min(3 - Math.floor(Math.log10(size)), 7);
  return write(value, { decimals: Math.max(decimals, added?.decimals ?? 0) });
}

/**
 * The fewest digits that are this value and no other, as one would type them.
 *
 * @param {number} value
 */
export function shortest(value) {
  for (let digits = 1; digits < 10; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}

/**
 * A value as a text behind what it is the result of: "\u2248" where the text has not all of its digits.
 *
 * @param {number} value
 * @param {string} text
 */
export function equals(value, text) {
  const shown = numberIn(text);
  const all = Number.isNaN(shown) || Math.abs(shown - value) <= FLOAT32 * Math.abs(shown);
  return `${all ? "=" : "\u2248"} ${text}`;
}

/**
 * A result behind what it is the result of.
 *
 * @param {number} value
 * @param {Written | null} [added]
 */
export const withEquals = (value, added = null) => equals(value, writeResult(value, added));

/** The noun before one number and before several: "row 2", "rows 2 and 3". @type {Record<string, [string, string]>} */
const NOUNS = {
  row: ["row", "rows"],
  channel: ["channel", "channels"],
  column: ["column", "columns"],
  "output channel": ["output channel", "output channels"],
};

/**
 * A noun as it stands before so many numbers.
 *
 * @param {string} noun
 * @param {number} count
 */
export const nounBefore = (noun, count) => NOUNS[noun][count === 1 ? 0 : 1];

/**
 * Several things as a sentence has them: "a, b and c".
 *
 * @param {(string | number)[]} parts
 */
export const listed = (parts) =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/**
 * Whole numbers in words: "row 2", "rows 0, 2 and 4", "rows 0 to 7". By ear "to" is "two": it stands only
 * where a list is long.
 *
 * @param {string} noun
 * @param {number[]} numbers   in ascending order
 */
export function numbered(noun, numbers) {
  const [first] = numbers,
    last = numbers[numbers.length - 1];
  const name = nounBefore(noun, numbers.length);
  if (numbers.length === 1) return `${name} ${first}`.replace("-", MINUS);
  const gapless = numbers.length > 4 && last - first === numbers.length - 1;
  const list = gapless ? `${first} to ${last}` : listed(numbers);
  return `${name} ${list}`.replaceAll("-", MINUS);
}

/** A whole number with a minus that is as wide as a digit. @param {number} number */
export const signed = (number) => String(number).replace("-", MINUS);

const COUNTS = new Intl.NumberFormat("en");

/**
 * A count with its thousands apart, as `written` of dwconv/ui/widgets/number_text.py writes it.
 *
 * @param {number} count
 */
export const inFull = (count) => COUNTS.format(count);

/**
 * How many there are of something: "1 channel", "1,024 channels". Both forms are written out where
 * they are used, as in dwconv/engine/plurals.py.
 *
 * @param {number} count
 * @param {string} one    for one of them; "{n}" stands for the number
 * @param {string} many   for any other number
 */
export const counted = (count, one, many) =>
  (count === 1 ? one : many).replace("{n}", inFull(count));
