import { expect, test } from "vitest";
import { interceptWeights, type InterceptSession } from "#analysis/weighting/intercept-weights.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { expectClose, readGolden, readInput } from "#test/analysis/read-reference.ts";

const SESSION: InterceptSession = {
  sessionId: "s1",
  overallPi: 0.25,
  passed: 300,
  approached: 60,
  refused: 20,
  ineligible: 10,
  interviewed: 30,
};

test("a session's weight is worked by hand", () => {
  // eligible approached: 30 + 20·30/40 = 45; weight: 4 · 300/60 · 45/30 = 30
  const { sessions, report } = interceptWeights([SESSION]);
  expect(sessions).toEqual([{ sessionId: "s1", weight: 30, estimatedEligible: 45 }]);
  expect(report).toMatchObject({ weighted: 1, withheld: 0, interviewed: 30, passages: 900 });
});

test.each([
  [{ interviewed: 0 }, "no-interviews"],
  [{ passed: null }, "counts-missing"],
  [{ refused: null }, "counts-missing"],
  [{ approached: 0 }, "nobody-approached"],
  [{ passed: 59 }, "more-approached-than-passed"],
  [{ approached: 59 }, "approached-fewer-than-outcomes"],
  [{ overallPi: 0 }, "inclusion-probability"],
])("a session with %o has no weight: %s", (change, code) => {
  const { sessions, report } = interceptWeights([{ ...SESSION, ...change }]);
  expect(sessions[0]).toMatchObject({ sessionId: "s1", withheld: { code } });
  expect(report).toMatchObject({ weighted: 0, withheld: 1, kish: null });
});

test("with every approach counted as eligible it is passers-by over interviews (09)", () => {
  const slots = new Map(readInput("intercept.csv").map((row) => [row.visit_slot!, row]));
  const { sessions, report } = interceptWeights(
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
  const { expected } = readGolden<{
    by_slot: { visit_slot: string; w_visit: number }[];
    summary: { w_visit: { n: number; sum_w: number; sum_w2: number; kish_deff: number } };
  }>("09-intercept-time-location-weights");
  const weightOf = new Map(sessions.map((s) => [s.sessionId, "weight" in s ? s.weight : NaN]));
  expectClose(expected.by_slot.map((slot) => weightOf.get(slot.visit_slot)!), expected.by_slot.map((slot) => slot.w_visit)); // prettier-ignore
  const { n, sum_w, sum_w2, kish_deff } = expected.summary.w_visit;
  const kish = report.kish!;
  expectClose([kish.n, kish.sumW, kish.sumW2, kish.deff], [n, sum_w, sum_w2, kish_deff]);
});

test("Kish's effect of six weights is R's (17)", () => {
  const { expected } = readGolden<{
    kish: { worked_example: { weights: number[]; kish_deff: number; kish_n_eff: number } };
  }>("17-weights-kish-deff-and-design-df");
  const { weights, kish_deff, kish_n_eff } = expected.kish.worked_example;
  const { deff, neff } = kishEffectOf(weights);
  expectClose([deff, neff], [kish_deff, kish_n_eff]);
});
