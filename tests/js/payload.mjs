// Payloads as dwconv/player/payload.py packs them, small enough to be checked by hand.

/**
 * A layer without padding, without single products; with `products` they are there.
 *
 * @param {{size?: [number, number], kernel?: [number, number], channels?: number, multiplier?: number, stride?: number, dilation?: number, taps?: boolean, captions?: Record<string, any>, pad?: number, more?: Record<string, any>, filters?: number, products?: boolean}} layer
 * @returns {Uint8Array}
 */
export function payload({
  size = [3, 3],
  kernel = [2, 1],
  channels = 1,
  multiplier = 2,
  stride = 1,
  dilation = 1,
  taps = false,
  captions,
  pad = 0,
  more = {},
  filters = channels * multiplier,
  products = false,
} = {}) {
  const [H, W] = size;
  const [KH, KW] = kernel;
  const outputs = (most, taps) =>
    Math.floor((most + 2 * pad - (taps - 1) * dilation - 1) / stride) + 1;
  const output = [outputs(H, KH), outputs(W, KW)];
  // of each row and column of the output, how many taps meet the input
  const real = (most, taps, count) =>
    Array.from(
      { length: count },
      (_, at) =>
        Array.from({ length: taps }, (_, tap) => at * stride + tap * dilation - pad).filter(
          (place) => place >= 0 && place < most,
        ).length,
    );
  const counts = {
    input: channels * H * W,
    filter: filters * KH * KW * (more.groups ? channels / more.groups : 1),
    output: filters * output[0] * output[1],
  };
  if (products) {
    const each = KH * KW * (more.groups ? channels / more.groups : 1);
    counts.products = counts.sums = counts.output * each;
  }
  const arrays = {};
  let offset = 0;
  for (const [name, count] of Object.entries(counts)) {
    arrays[name] = { dtype: "<f4", shape: [count], offset };
    offset += 4 * count;
  }
  const largest = {
    input: 9,
    filter: 4,
    output: 99,
    ...(products && { products: 36, sums: 99 }),
  };
  const header = {
    arrays,
    pads: [
      [pad, pad],
      [pad, pad],
    ],
    input: size,
    kernel,
    output,
    stride: [stride, stride],
    dilation: [dilation, dilation],
    channels,
    multiplier,
    data_format: "NHWC",
    taps,
    why_no_taps: "",
    largest,
    least: more.largest ?? largest,
    whole: { input: true, filter: true, output: true, products: true, sums: true },
    negative: {},
    reached: [Array(H + 2 * pad).fill(1), Array(W + 2 * pad).fill(1)],
    real: [real(H, KH, output[0]), real(W, KW, output[1])],
    notes: [],
    captions,
    ...more,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = text.length + (-text.length & 3);
  const bytes = new Uint8Array(8 + padded + offset).fill(32, 8, 8 + padded);
  bytes.set(text, 8);
  bytes.set([...new TextEncoder().encode("DWC1")]);
  new DataView(bytes.buffer).setUint32(4, padded, true);
  const values = new Float32Array(bytes.buffer, 8 + padded, offset / 4);
  for (let at = 0; at < values.length; at++) values[at] = at + 1;
  return bytes;
}

/**
 * A depthwise layer beside the standard one with as many outputs, or with the 1x1 layer that takes its output.
 *
 * @param {{size?: [number, number], kernel?: [number, number], channels?: number, multiplier?: number, pad?: number, products?: boolean, pointwise?: boolean}} layer
 * @returns {Uint8Array}
 */
export function comparisonPayload({ channels = 1, multiplier = 2, pointwise = false, ...rest }) {
  const filters = channels * multiplier;
  const negative = { input: true, filter: true, output: true, products: true };
  const layer = { ...rest, channels, multiplier, filters };
  const left = payload({ ...layer, more: { filters, groups: channels, negative } });
  const [height, width] = rest.size ?? [3, 3],
    [high, wide] = rest.kernel ?? [2, 1],
    added = 2 * (rest.pad ?? 0) + 1;
  const next = { size: [height + added - high, width + added - wide], kernel: [1, 1], pad: 0 };
  const right = payload({
    ...layer,
    ...(pointwise ? { ...next, channels: filters } : {}),
    more: { filters, groups: 1, negative },
  });
  const tracks = [left, right].map(({ length }, side) => {
    const rows = side && pointwise ? filters : channels;
    return {
      title: side ? "tf.nn.conv2d" : "tf.nn.depthwise_conv2d",
      kind: side ? (pointwise ? "pointwise" : "grouped") : "depthwise",
      filter: [],
      hues: Array.from({ length: rows }, (_, k) => Math.floor((k * channels) / rows)),
      macs: 1,
      length,
    };
  });
  const text = new TextEncoder().encode(
    JSON.stringify({ order: pointwise ? "in turn" : "together", ends: "", tracks }),
  );
  const bytes = new Uint8Array(4 + text.length + left.length + right.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(left, 4 + text.length);
  bytes.set(right, 4 + text.length + left.length);
  return bytes;
}
