/**
 * Random numbers by address instead of in sequence: the same counters always give the same number, so a
 * population of hundreds of thousands has fixed answers that are never stored. Fast and well mixed, not
 * secret.
 *
 * Source: Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3; the mixer is "lowbias32" (Wellons
 * 2018).
 */

/** A 32-bit hash of a seed and two whole numbers. */
export function hashed(seed: number, a: number, b: number): number {
  return mix(mix(seed ^ Math.imul(a, 0x9e3779b1)) ^ Math.imul(b + 1, 0x85ebca77));
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A number strictly between 0 and 1. */
export function hashedUniform(seed: number, a: number, b: number): number {
  return (hashed(seed, a, b) + 0.5) / 4294967296;
}

/** A standard normal number (Box and Muller). */
export function hashedNormal(seed: number, a: number, b: number): number {
  const radius = Math.sqrt(-2 * Math.log(hashedUniform(seed, a, 2 * b)));
  return radius * Math.cos(2 * Math.PI * hashedUniform(seed, a, 2 * b + 1));
}

/** A 32-bit seed for these functions from a hexadecimal one (`deriveSeed`). */
export function numericSeed(hexadecimal: string): number {
  return parseInt(hexadecimal.slice(0, 8), 16);
}
