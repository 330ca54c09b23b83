/** Signs ±1, order × order, row-major; rows and columns are orthogonal, the first of both all +1. */
export interface HadamardMatrix {
  order: number;
  signs: Int8Array;
}

/**
 * A Hadamard matrix of the smallest order at hand that is at least `least`.
 *
 * Sylvester's doubling where half the order exists, else Paley's constructions from a prime q = order − 1 ≡ 3 (mod 4) or
 * q = order/2 − 1 ≡ 1 (mod 4): every multiple of 4 up to 48. Signs stand as in R survey's `hadamard` for the orders
 * 4, 8, 12, 16, 20 and 32. O(order²).
 * Source: Sylvester (1867); Paley (1933), Journal of Mathematics and Physics 12, 311-320.
 *
 * @throws {RangeError} if `least` is not from 1 to 4096
 */
export function hadamardMatrix(least: number): HadamardMatrix {
  if (!(least >= 1 && least <= 4096)) throw new RangeError(`no Hadamard matrix of order ${least} here`);
  let order = Math.ceil(least);
  for (;;) {
    const matrix = ofOrder(order);
    if (matrix) return normalised(matrix);
    order++;
  }
}

function ofOrder(order: number): HadamardMatrix | null {
  if (order === 1) return { order, signs: Int8Array.of(1) };
  if (order === 2) return { order, signs: Int8Array.of(1, 1, 1, -1) };
  if (order % 4 !== 0) return null;
  const half = ofOrder(order / 2);
  if (half) return product(half, [1, 1, 1, -1], null);
  if (isPrime(order - 1)) return paleyOne(order - 1);
  const q = order / 2 - 1;
  return q % 4 === 1 && isPrime(q) ? paleyTwo(q) : null;
}

/** I + S, S skew with the quadratic characters of differences. */
function paleyOne(q: number): HadamardMatrix {
  const order = q + 1;
  const signs = bordered(q, -1);
  for (let k = 0; k < order; k++) signs[k * order + k] = 1;
  return { order, signs };
}

/** 0 and ±1 of a symmetric conference matrix become 2 × 2 blocks. */
function paleyTwo(q: number): HadamardMatrix {
  return product({ order: q + 1, signs: bordered(q, 1) }, [1, 1, 1, -1], [1, -1, -1, -1]);
}

function bordered(q: number, left: number): Int8Array {
  const order = q + 1;
  const squares = new Set(Array.from({ length: q - 1 }, (_, k) => ((k + 1) * (k + 1)) % q));
  const signs = new Int8Array(order * order);
  for (let i = 0; i < order; i++)
    for (let j = 0; j < order; j++) {
      if (i === j) continue;
      const sign = squares.has((j - i + q) % q) ? 1 : -1;
      signs[i * order + j] = i === 0 ? 1 : j === 0 ? left : sign;
    }
  return signs;
}

/** Every entry times a 2 × 2 block; entries 0 become `zero`. */
function product({ order, signs }: HadamardMatrix, block: number[], zero: number[] | null): HadamardMatrix {
  const twice = 2 * order;
  const result = new Int8Array(twice * twice);
  for (let i = 0; i < twice; i++)
    for (let j = 0; j < twice; j++) {
      const sign = signs[(i >> 1) * order + (j >> 1)]!;
      const at = 2 * (i & 1) + (j & 1);
      result[i * twice + j] = sign === 0 ? zero![at]! : sign * block[at]!;
    }
  return { order: twice, signs: result };
}

/** Columns, then rows turned so that the first row and column are +1. */
function normalised({ order, signs }: HadamardMatrix): HadamardMatrix {
  const top = signs.slice(0, order);
  const turned = signs.map((sign, cell) => sign * top[cell % order]!);
  return { order, signs: turned.map((sign, cell) => sign * turned[cell - (cell % order)]!) };
}

function isPrime(n: number): boolean {
  for (let k = 2; k * k <= n; k++) if (n % k === 0) return false;
  return n > 1;
}
