import type { Fault, Reader } from "./record-fields.ts";

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Reads a JPEG written in base64: how it begins and ends, and how many bytes it has. Nothing else is looked at, so it must
 * only ever be given out as a picture.
 *
 * @param max  bytes
 * @returns    a reader of the bytes
 */
export const jpeg =
  (max: number): Reader<Uint8Array> =>
  (value, field, faults: Fault[]) => {
    const bytes = typeof value === "string" && value.length <= 4 * Math.ceil(max / 3) ? decode(value) : null;
    if (bytes && bytes.length <= max && isJpeg(bytes)) return bytes;
    faults.push({ field, code: "not-a-photo", figures: { max } });
    return new Uint8Array();
  };

function decode(text: string): Uint8Array | null {
  return BASE64.test(text) ? Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)) : null;
}

/** Begins with "start of image" and another marker, ends with "end of image". */
function isJpeg(bytes: Uint8Array): boolean {
  const [a, b, c] = bytes;
  return a === 0xff && b === 0xd8 && c === 0xff && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}
