export interface BenchColumns {
  n: number;
  stratum: Uint8Array;
  psu: Uint8Array;
  street: Uint8Array;
  weight: Float64Array;
  age: Uint8Array;
  sex: Uint8Array;
  items: Uint8Array[];
}
export function makeColumns(n: number, seed?: number): BenchColumns;
