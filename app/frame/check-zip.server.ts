import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";

const inflate = promisify(inflateRaw);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

export type ZipVerdict = "fits" | "too-big" | "damaged";

/**
 * Unpacks a ZIP archive as a trial, off the main thread and never beyond `limit` bytes in all: what the archive says of
 * itself is not believed. Nothing is kept.
 */
export async function checkZip(bytes: Uint8Array, limit: number): Promise<ZipVerdict> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END) return "damaged";
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  let left = limit;
  for (let i = 0; i < entries; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) return "damaged";
    const size = await unpackedSize(zip, at, left);
    if (typeof size !== "number") return size;
    left -= size;
    if (left < 0) return "too-big";
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return "fits";
}

async function unpackedSize(zip: Buffer, at: number, most: number): Promise<number | ZipVerdict> {
  const method = zip.readUInt16LE(at + 10);
  const packed = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) return "damaged";
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packed > zip.length) return "damaged";
  if (method === 0) return packed;
  if (method !== 8) return "damaged";
  try {
    const whole = await inflate(zip.subarray(start, start + packed), { maxOutputLength: Math.max(1, most) });
    return whole.length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too-big" : "damaged";
  }
}
