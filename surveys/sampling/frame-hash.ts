import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalFrame } from "./sampling-frame.ts";
import type { SamplingFrame } from "./sampling-frame.ts";

/**
 * The fingerprint of a frame: with it and the seed a draw can be repeated and checked years later.
 *
 * SHA-256 of the canonical frame as compact JSON (ids in code-point order, fields in a fixed order), so the
 * order in which rows arrive does not matter and every size does.
 *
 * @returns 64 hexadecimal digits
 * @throws {DrawError} as `canonicalFrame`
 */
export function frameHash(frame: SamplingFrame): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(canonicalFrame(frame)))));
}
