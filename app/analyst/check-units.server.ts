import { estimateWave, type WaveInput } from "#analysis/score/estimate-wave.ts";
import { isWithheld, orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { tallyUnits } from "#analysis/tally.ts";
import { personWeights } from "#analysis/weighting/person-weights.ts";
import { trimHouseholds, trimIntercepts } from "#analysis/weighting/trim-units.ts";
import type { Database } from "#db/client.ts";
import { type AnsweredUnit, type AnsweredUnits, psusWithout, readAnsweredUnits } from "#db/queries/read-answered-units.ts"; // prettier-ignore
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import type { ReadyWave } from "#db/queries/read-wave-input.ts";
import { findOpenFlagged, weighWithout } from "#db/queries/weigh-without.ts";
import { type Check, checkAgainst, type CheckKey, combinedOf, type Headline } from "./check-results.ts";

/** No weight above this many times the median of its mode. */
const TRIM_CAP = 3;
/** Passages a week count as at most this: twice a day. */
const PASSES_CAP = 14;

/** Choices that need each answer: weights cut, flagged interviews left out, persons instead of passages. */
export async function checkUnits(
  db: Database,
  cityId: string,
  frame: EstimationFrame,
  { input, run }: ReadyWave,
  headline: Headline,
): Promise<Check[]> {
  const units = await readAnsweredUnits(db, cityId, run.id, frame.sheet);
  const withUnits = (changed: Partial<Record<keyof AnsweredUnits, readonly AnsweredUnit[]>>): WaveInput => ({
    ...input,
    ...Object.fromEntries(
      (Object.keys(changed) as (keyof AnsweredUnits)[]).map((mode) => {
        const [rows, { drawn }] = [changed[mode]!, units[mode]];
        const ids = input.sheet.map(({ id }) => id);
        const none = rows.length === 0 && drawn.length === 0;
        return [mode, none ? null : tallyUnits(mode, ids, input.sheet, rows, [...psusWithout(rows, drawn)])];
      }),
    ),
  });
  const check = (key: CheckKey, make: () => { wave: WaveInput; facts: Check["facts"] }): Check => {
    const made: Outcome<{ wave: WaveInput; facts: Check["facts"] }> = orWithheld(make);
    if (isWithheld(made)) return checkAgainst(headline, key, { district: made, streets: [] });
    return checkAgainst(headline, key, combinedOf(estimateWave(made.wave)), made.facts);
  };
  const trimmed = check("trimmed", () => {
    const [household, intercept] = [units.household.units, units.intercept.units];
    const h = household.length > 0 ? trimHouseholds(household, input.controlTotals, TRIM_CAP) : null;
    const i = intercept.length > 0 ? trimIntercepts(intercept, TRIM_CAP) : null;
    const reweighted = (rows: AnsweredUnit[], cut: typeof h) =>
      cut ? rows.map((unit, row) => ({ ...unit, weight: cut.units[row]!.weight })) : rows;
    const wave = withUnits({ household: reweighted(household, h), intercept: reweighted(intercept, i) });
    const facts = { cap: TRIM_CAP, household: h?.trimmed ?? 0, intercept: i?.trimmed ?? 0, met: Number(h?.capMet ?? true) }; // prettier-ignore
    return { wave, facts };
  });
  await others();
  const flagged = await findOpenFlagged(db, cityId, frame.wave.id);
  const counted = [...units.household.units, ...units.intercept.units].filter(({ id }) => flagged.has(id));
  const rest = counted.length > 0 ? await weighWithout(db, cityId, frame.wave.id, units, flagged) : units;
  const unflagged = check("unflagged", () => ({
    wave: withUnits({ household: rest.household.units, intercept: rest.intercept.units }),
    facts: { count: counted.length },
  }));
  await others();
  const persons = check("persons", () => {
    const known = units.intercept.units.filter(({ passesPerWeek }) => passesPerWeek !== null);
    const weights = personWeights(
      Float64Array.from(known, ({ weight }) => weight),
      known.map(({ passesPerWeek }) => passesPerWeek!),
      PASSES_CAP,
    );
    const wave = withUnits({ intercept: known.map((unit, row) => ({ ...unit, weight: weights[row]! })) });
    return { wave, facts: { cap: PASSES_CAP, unknown: units.intercept.units.length - known.length } };
  });
  return [trimmed, unflagged, persons];
}

/** Lets whoever else asks have an answer in between. */
const others = () => new Promise<void>((resolve) => setImmediate(resolve));
