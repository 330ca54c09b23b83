import { tallyUnits, type Mode, type SheetItem, type Tally, type UnitRow } from "#analysis/tally.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";

export const AGE_BANDS = ["18-35", "36-55", "56-65"];
export const SEXES = ["female", "male"];

/** Four scored items, the last of which counts "don't know" as zero, and the overall item apart. */
export const SHEET: SheetItem[] = [
  { id: "q01", dimension: "level", weight: 0.4, dontKnow: "excluded" },
  { id: "q02", dimension: "bright", weight: 0.3, dontKnow: "excluded" },
  { id: "q03", dimension: "clean", weight: 0.3, dontKnow: "zero" },
  { id: "q04", dimension: "overall", weight: 0, dontKnow: "excluded" },
];
export const ITEMS = SHEET.map(({ id }) => id);

export function randomOf(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** Own share under a rule, as the questionnaire's own arithmetic has it. */
export function ownShare(codes: (number | null)[], scores: (number | null)[], other: boolean): number | null {
  let [sum, weight] = [0, 0];
  SHEET.forEach((item, i) => {
    const code = codes[i] ?? null;
    const counts = code !== null && (code >= 0 || (code === -1 && (item.dontKnow === "zero") !== other));
    if (!counts) return;
    sum += item.weight * (code >= 0 ? (scores[i] as number) : 0);
    weight += item.weight;
  });
  return weight > 0 ? (20 * sum) / weight : null;
}

/** One response with answers drawn from `random`. */
export function inventUnit(random: () => number, street: string, psu: string): UnitRow {
  const codes = SHEET.map(() => {
    const u = random();
    return u < 0.08 ? -1 : u < 0.1 ? -2 : Math.floor(random() * 3);
  });
  const scores = codes.map((code) => (code >= 0 ? 1 - code / 2 : null));
  return {
    stratum: street,
    psu,
    street,
    ageBand: AGE_BANDS[Math.floor(random() * 3)]!,
    sex: SEXES[Math.floor(random() * 2)]!,
    weight: 1 + 4 * random(),
    codes,
    scores,
    satisfied: codes.map((code) => (code >= 0 ? code < 2 : null)),
    ownShareSheet: ownShare(codes, scores, false),
    ownShareOther: ownShare(codes, scores, true),
  };
}

/** `psus` PSUs of `take` responses in each street. */
export function inventUnits(seed: number, streets: readonly string[], psus: number, take: number): UnitRow[] {
  const random = randomOf(seed);
  return streets.flatMap((street) =>
    Array.from({ length: psus * take }, (_, k) => inventUnit(random, street, `${street}-${k % psus}`)),
  );
}

export function tallyInvented(mode: Mode, units: readonly UnitRow[]): Tally {
  return tallyUnits(mode, ITEMS, SHEET, units);
}

/** A wave of three streets with households, intercepts and a few volunteers online. */
export function inventWave(seed = 1, streets = ["S1", "S2", "S3"]): WaveInput {
  const total = 90_000;
  return {
    household: tallyInvented("household", inventUnits(seed, streets, 6, 20)),
    intercept: tallyInvented("intercept", inventUnits(seed + 1000, streets, 5, 15)),
    online: tallyInvented(
      "online",
      inventUnits(seed + 2000, streets, 1, 20).map((unit) => ({ ...unit, weight: 1 })),
    ),
    sheet: SHEET,
    overallItem: "q04",
    controlTotals: {
      street: Object.fromEntries(streets.map((street) => [street, total / streets.length])),
      ageSex: Object.fromEntries(
        AGE_BANDS.flatMap((age) => SEXES.map((sex) => [`${age}|${sex}`, total / 6])),
      ),
    },
    lambda: 0.6,
    streets,
    dontKnow: "sheet",
  };
}
