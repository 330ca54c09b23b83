import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A stream of random numbers that its seed alone determines, on every machine and in every browser. */
export interface Random {
  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** A whole number 0 … n − 1, each with exactly 1/n (by rejection, not by remainder). */
  integer(n: number): number;
  /** A new array with the same elements, every order equally likely (Fisher and Yates). */
  shuffle<T>(elements: readonly T[]): T[];
}

/**
 * Opens the stream of random numbers of a seed.
 *
 * The first 128 bits of SHA-256(seed) are the state of xoroshiro128+, so that similar seeds
 * ("wave 1", "wave 2") have unrelated streams.
 *
 * @param seed  any text; the same text gives the same numbers
 * Source: Blackman & Vigna (2018), Scrambled linear pseudorandom number generators.
 */
export function createRandom(seed: string): Random {
  const view = new DataView(sha256(utf8ToBytes(seed)).buffer);
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => view.getInt32(offset)));
  const integer = (n: number) => {
    if (!Number.isSafeInteger(n) || n < 1) {
      throw new RangeError(`integer requires a whole number of at least 1, not ${n}`);
    }
    return uniformInt(generator, 0, n - 1);
  };
  return {
    uniform: () => uniformFloat64(generator),
    integer,
    shuffle: <T>(elements: readonly T[]) => {
      const shuffled = [...elements];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
  };
}

/**
 * A seed for one part of a task, derived from the seed of the whole.
 *
 * Each street, session or dwelling draws from its own stream, so that adding one leaves the others' draws as
 * they were. The labels are hashed as a JSON array: ("a", "bc") and ("ab", "c") give different seeds.
 *
 * @returns 32 hexadecimal digits (the first 128 bits of SHA-256)
 */
export function deriveSeed(seed: string, ...labels: (string | number)[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([seed, ...labels])))).slice(0, 32);
}
