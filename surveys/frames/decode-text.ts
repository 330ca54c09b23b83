export interface DecodedText {
  encoding: "UTF-8" | "UTF-16" | "GB18030";
  text: string;
}

/** How much of a file is looked at to tell UTF-16 without a mark. */
const LOOK = 4096;

/**
 * The text of a file whose encoding nobody wrote down.
 *
 * A byte-order mark decides; without one, zero bytes in every second place mean UTF-16; else it is UTF-8 if every byte
 * fits (chance makes that all but impossible for Chinese in another encoding), else GB18030, which holds GBK and GB2312.
 *
 * @returns null if it is none of them
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
  if (starts(0xff, 0xfe)) return decode(bytes, "utf-16le", "UTF-16");
  if (starts(0xfe, 0xff)) return decode(swapped(bytes), "utf-16le", "UTF-16");
  const zeros = zeroPlaces(bytes);
  if (zeros === "odd") return decode(bytes, "utf-16le", "UTF-16");
  if (zeros === "even") return decode(swapped(bytes), "utf-16le", "UTF-16");
  return decode(bytes, "utf-8", "UTF-8") ?? decode(bytes, "gb18030", "GB18030");
}

function decode(bytes: Uint8Array, label: string, encoding: DecodedText["encoding"]): DecodedText | null {
  try {
    return { encoding, text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    return null;
  }
}

/** UTF-16 of either order holds commas, digits and line ends as a byte and a zero. */
function zeroPlaces(bytes: Uint8Array): "even" | "odd" | null {
  const counts = [0, 0];
  const length = Math.min(bytes.length, LOOK);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) counts[i % 2]! += 1;
  const [even, odd] = counts as [number, number];
  if (odd > length / 20 && odd > 10 * even) return "odd";
  return even > length / 20 && even > 10 * odd ? "even" : null;
}

function swapped(bytes: Uint8Array): Uint8Array {
  const other = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let i = 0; i < other.length; i += 2) {
    other[i] = bytes[i + 1]!;
    other[i + 1] = bytes[i]!;
  }
  return other;
}
