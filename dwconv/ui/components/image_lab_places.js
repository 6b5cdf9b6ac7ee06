// Where an output's window lies in the input, and what part of both a canvas shows.
//
// Places are in pixels of the input and may be fractions: pixel r covers r to r + 1.

/** @typedef {import("./image_lab_data.js").Pair} Pair */
/** @typedef {import("./image_lab_data.js").Header} Header */
/** @typedef {{scale: number, top: number, left: number}} Frame pixels of the screen for one of the input, and where the input's corner is */

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
export const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/**
 * The first row and column of an output's window; below 0 on padding.
 *
 * @param {Header} header
 * @param {Pair} place
 * @returns {Pair}
 */
export const corner = ({ stride, before }, [i, j]) => [
  i * stride[0] - before[0],
  j * stride[1] - before[1],
];

/**
 * The middle of an output's window.
 *
 * @param {Header} header
 * @param {Pair} place
 * @returns {Pair}
 */
export function middle(header, place) {
  const [row, column] = corner(header, place);
  return [row + header.span[0] / 2, column + header.span[1] / 2];
}

/**
 * The output whose window has its middle nearest to a place of the input.
 *
 * @param {Header} header
 * @param {Pair} place
 * @returns {Pair}
 */
export function nearest({ stride, before, span, output }, [row, column]) {
  /** @param {number} at @param {0 | 1} axis */
  const along = (at, axis) =>
    clamp(Math.round((at - span[axis] / 2 + before[axis]) / stride[axis]), 0, output[axis] - 1);
  return [along(row, 0), along(column, 1)];
}

/**
 * What of the padded input a canvas shows; what is narrower than the canvas stands at its left.
 *
 * @param {Header} header
 * @param {Pair} size height and width of the canvas
 * @param {number} zoom
 * @param {Pair | null} centre a place of the input that is in the middle, where that leaves no gap
 * @returns {Frame}
 */
export function frame({ padded, before }, size, zoom, centre) {
  const scale = Math.min(size[0] / padded[0], size[1] / padded[1]) * zoom;
  /** @param {0 | 1} axis */
  const offset = (axis) => {
    const half = size[axis] / 2 / scale;
    const low = -before[axis];
    const high = padded[axis] - before[axis];
    const wanted =
      centre && high - low > 2 * half
        ? clamp(centre[axis], low + half, high - half)
        : (low + high) / 2;
    return size[axis] / 2 - wanted * scale;
  };
  const narrow = padded[1] * scale <= size[1];
  return { scale, top: offset(0), left: narrow ? before[1] * scale : offset(1) };
}
