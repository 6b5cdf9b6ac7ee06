// The index formula of each convolution of a comparison, with the numbers that its letters stand for just now.

/** Whether any padding is added. @param {Model} model */
export const isPadded = ({ PH, PW, H, W }) => PH > H || PW > W;

/**
 * The index formula of a track in three terms, each a list of pieces: text, or a letter
 * {letter, meaning, of} with what stands below it, the number that it stands for just now.
 *
 * of  "place" (a row or column), "channel" (of the input, and its filters), "made" (the output
 *     channel, where it is no input channel's own), "sum" (the sign, with the letters it runs over),
 *     "what" (what a tensor is: its shape, or that it has padding)
 *
 * @param {Track} track
 * @param {Unit} unit
 * @param {State} state
 */
export function formulaOf(track, unit, state) {
  const { kind, sh, sw, dh, dw, KH, KW, N, G, S, C } = track;
  /** @param {number} count */
  const all = (count) => (count > 1 ? `0\u2026${count - 1}` : "0");
  const byTap = unit === "tap" && state.t >= 0,
    every = unit === "pixel";
  const tap = byTap ? state.t % track.K : null,
    slice = byTap ? Math.floor(state.t / track.K) : null;
  /**
   * @param {string} name
   * @param {string | number} meaning
   * @param {string} of
   */
  const letter = (name, meaning, of) => ({ letter: name, meaning: String(meaning), of });
  const i = letter("i", state.i, "place"),
    j = letter("j", state.j, "place");
  const di = letter("di", tap === null ? all(KH) : Math.floor(tap / KW), "place");
  const dj = letter("dj", tap === null ? all(KW) : tap % KW, "place");
  /**
   * A letter with its factor, unless that is 1.
   *
   * @param {number} count
   * @param {Piece} of
   */
  const times = (count, of) => (count > 1 ? [`${count}\u00b7`, of] : [of]);
  /**
   * @param {Piece} outer
   * @param {number} count
   * @param {Piece} inner
   */
  const mixed = (outer, count, inner) => [outer, count > 1 ? `\u00b7${count}+` : "+", inner];
  const index = [
    ...times(sh, i),
    "+",
    ...times(dh, di),
    ", ",
    ...times(sw, j),
    "+",
    ...times(dw, dj),
  ];
  /** @param {any} parts */
  const terms = ({ output, over, at, channel, weight }) => [
    ["output[0, ", i, ", ", j, ", ", ...output, "] = ", letter("\u03a3", over, "sum")],
    [
      isPadded(track) ? letter("padded[0, ", "input + padding", "what") : "input[0, ",
      ...at,
      ", ",
      ...channel,
      "]",
    ],
    [" \u00b7 ", letter("filter[", `(${track.filter.join(", ")})`, "what"), ...weight, "]"],
  ];
  if (kind === "depthwise") {
    const M = N / C;
    const k = letter("k", every ? all(C) : state.g, "channel");
    const q = letter("q", every ? all(M) : state.n % M, "channel");
    return terms({
      output: mixed(k, M, q),
      over: "di, dj",
      at: index,
      channel: [k],
      weight: [di, ", ", dj, ", ", k, ", ", q],
    });
  }
  // the letters of the shape line: C input channels, N output channels
  const n = letter("n", every ? all(N) : state.n, "made");
  const c = letter("c", slice === null ? all(S) : slice, "channel");
  const g = letter("g", every ? all(G) : state.g, "channel");
  const channel = G === 1 ? [c] : S === 1 ? [g] : mixed(g, S, c);
  const depth = S === 1 && G > 1 ? "0" : c;
  if (kind === "pointwise") {
    return terms({
      output: [n],
      over: "c",
      at: [i, ", ", j],
      channel,
      weight: ["0, 0, ", depth, ", ", n],
    });
  }
  const over = depth === c ? "di, dj, c" : "di, dj";
  return terms({
    output: [n],
    over,
    at: index,
    channel,
    weight: [di, ", ", dj, ", ", depth, ", ", n],
  });
}

/**
 * What the formula's letters mean.
 *
 * @param {Track} track
 */
export function legendOf({ kind, G, S }) {
  if (kind === "depthwise") return "k is the input channel, q its filter";
  if (G === 1) return "n is the output channel, c the input channel";
  return `n is the output channel, g is its group${S > 1 ? ", c is the channel in the group" : " of one channel"}`;
}
