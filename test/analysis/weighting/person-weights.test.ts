import { expect, test } from "vitest";
import { interceptWeights } from "#analysis/weighting/intercept-weights.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { personWeights, scaleToMeanOne } from "#analysis/weighting/person-weights.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";

type Kind = "w_visit" | "w_person" | "w_person_capped_7";
interface Kish {
  n: number;
  sum_w: number;
  sum_w2: number;
  kish_deff: number;
  kish_n_eff: number;
}
interface Slot {
  visit_slot: string;
  w_slot: number;
  w_count: number;
  w_visit: number;
  visits_represented: number;
  persons_represented: number;
}
interface Golden09 {
  by_slot: Slot[];
  first_10: Record<Kind | "w_person_mean_1", number>[];
  summary: Record<Kind, Kish>;
}

const { expected } = readGolden<Golden09>("09-intercept-time-location-weights");
const rows = readInput("intercept.csv");
const slots = new Map(rows.map((row) => [row.visit_slot!, row]));
const { sessions } = interceptWeights(
  [...slots.values()].map((row) => ({
    sessionId: row.visit_slot!,
    overallPi: Number(row.slots_taken) / Number(row.slots_frame),
    passed: Number(row.passers),
    approached: Number(row.approached),
    refused: Number(row.approached) - Number(row.interviews),
    ineligible: 0,
    interviewed: Number(row.interviews),
  })),
);
const weightOf = new Map(sessions.map((s) => [s.sessionId, "weight" in s ? s.weight : NaN]));
const visits = Float64Array.from(rows, (row) => weightOf.get(row.visit_slot!)!);
const frequency = rows.map((row) => Number(row.visits_per_week));
const persons = personWeights(visits, frequency);
const weights: Record<Kind | "w_person_mean_1", Float64Array> = {
  w_visit: visits,
  w_person: persons,
  w_person_capped_7: personWeights(visits, frequency, 7),
  w_person_mean_1: scaleToMeanOne(persons),
};

test("weights of visits and of persons are R's, case by case and in sum (09)", () => {
  for (const kind of Object.keys(weights) as (keyof typeof weights)[])
    expectClose(weights[kind].slice(0, 10), expected.first_10.map((row) => row[kind])); // prettier-ignore
  for (const kind of Object.keys(expected.summary) as Kind[]) {
    const { n, sumW, sumW2, deff, neff } = kishEffectOf(weights[kind]);
    const { sum_w, sum_w2, kish_deff, kish_n_eff, ...rest } = expected.summary[kind];
    expectClose([n, sumW, sumW2, deff, neff], [rest.n, sum_w, sum_w2, kish_deff, kish_n_eff]);
  }
});

test("every slot stands for R's visits and persons (09)", () => {
  const sumBy = (of: Float64Array, slot: string) =>
    of.reduce((sum, w, k) => sum + (rows[k]!.visit_slot === slot ? w : 0), 0);
  for (const slot of expected.by_slot) {
    const row = slots.get(slot.visit_slot)!;
    const w_slot = Number(row.slots_frame) / Number(row.slots_taken);
    const w_visit = weightOf.get(slot.visit_slot)!;
    expectClose(
      [w_slot, w_visit / w_slot, w_visit, sumBy(visits, slot.visit_slot), sumBy(persons, slot.visit_slot)],
      [slot.w_slot, slot.w_count, slot.w_visit, slot.visits_represented, slot.persons_represented],
    );
  }
});

test("someone who never passes cannot have been met", () => {
  expect(() => personWeights(Float64Array.of(3, 4), [2, 0])).toThrow(/row 2 passes 0 times/);
  expect(personWeights(Float64Array.of(3, 4), [2, 8], 4)).toEqual(Float64Array.of(1.5, 1));
});
