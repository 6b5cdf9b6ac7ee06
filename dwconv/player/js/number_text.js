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
 */
export function formatFor(model, name, digits) {
  const { largest, least, whole, negative } = model.header;
  return formatOf(
    largest[name] ?? 0,
    least[name] ?? 0,
    whole[name] ?? false,
    Boolean(negative[name]),
    digits,
  );
}

/**
 * @param {number} largest
 * @param {number} least   the largest magnitude in the plane where it is least
 * @param {boolean} whole
 * @param {boolean} negative
 * @param {number} digits
 * @returns {Format}
 */
function formatOf(largest, least, whole, negative, digits) {
  const power = powerOf(largest);
  const scientific = power >= (whole ? 7 : 6) || power < -3;
  const wanted = Math.min(power, powerOf(least) + 1);
  const decimals = whole ? 0 : Math.max(0, Math.min(digits - 1 - wanted, digits));
  const format = { scientific, decimals, digits };
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
  const few = scientific || inWhole ? undefined : decimalsOf(model);
  return few === undefined ? rounded : [format(4, few, true), ...rounded];
}

/** @param {number} size */
const powerOf = (size) => (size > 0 ? Math.floor(Math.log10(size)) : 0);

/**
 * Whether so many decimals are all there are to a value, as far as a float32 tells.
 *
 * @param {number} value
 * @param {number} decimals
 */
function shownBy(value, decimals) {
  const scale = 10 ** decimals,
    shown = Math.round(value * scale) / scale;
  return shown === value || Math.fround(shown) === value;
}

const MOST_EXACT = 4; // decimals worth reading
/**
 * The fewest decimals that show all products and running sums exactly; undefined if that is many.
 *
 * @param {Model} model
 */
function decimalsOf({ values: { products, sums } }) {
  let decimals = 0;
  for (const values of [products ?? [], sums ?? []]) {
    for (const value of values) {
      while (!shownBy(value, decimals)) if (++decimals > MOST_EXACT) return undefined;
    }
  }
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

/**
 * "3\u00b7(\u22122)": a factor below zero in parentheses, so that "\u00b7" and "\u2212" do not run together.
 *
 * @param {string} value
 * @param {string} weight
 * @param {boolean} [parentheses]
 */
export function multiplied(value, weight, parentheses = true) {
  return `${value}\u00b7${parentheses && weight.startsWith(MINUS) ? `(${weight})` : weight}`;
}

/** How much wider the heaviest digits are than those that `Tools.digit` is measured with. */
export const HEAVY = 1.05;

/**
 * How many digits wide two factors are together, as `multiplied` writes them.
 *
 * @param {Format} input
 * @param {Format} weight
 * @param {boolean} [parentheses]
 */
export const charsOfPair = (input, weight, parentheses = true) =>
  input.chars + weight.chars + (parentheses ? 1.9 : 0.6);

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
 * A result behind what it is the result of: "≈" where not all of its digits are shown.
 *
 * @param {number} value
 * @param {Written | null} [added]
 */
export function withEquals(value, added = null) {
  const text = writeResult(value, added);
  const shown = Number(text.replaceAll(MINUS, "-"));
  const all = Number.isNaN(shown) || shown === value || Math.fround(shown) === value;
  return `${all ? "=" : "\u2248"} ${text}`;
}

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
