// A header and what stands behind it, as header_and_bytes.py puts them together.

/**
 * Read a header.
 *
 * @param {Uint8Array} bytes
 * @param {number} [start]   where the length of the header stands
 * @returns {[header: any, end: number]}   end: where the bytes behind it begin
 */
export function readHeader(bytes, start = 0) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start, true),
    end = start + 4 + length;
  return [JSON.parse(new TextDecoder().decode(bytes.subarray(start + 4, end))), end];
}
