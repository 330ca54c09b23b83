import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import {
  householdWeights,
  type HouseholdCase,
  type HouseholdStatus,
} from "#analysis/weighting/household-weights.ts";

const NO_MERGING = { merge: { minRespondents: 0, maxFactor: Infinity } };

function dwelling(caseId: string, status: HouseholdStatus, rest: Partial<HouseholdCase> = {}): HouseholdCase {
  const rostered = status === "respondent" || status === "person-nonresponse";
  return {
    caseId,
    overallPi: 0.1,
    status,
    eligible: rostered ? 2 : null,
    selectionPi: rostered ? 0.5 : null,
    dwellingClass: "S01",
    personClass: rostered ? "S01" : null,
    ...rest,
  };
}

test("a weight is 1/pi, times each step's factor, worked by hand", () => {
  const cases = [
    dwelling("a", "respondent"),
    dwelling("b", "respondent", { eligible: 3, selectionPi: 1 / 3 }),
    dwelling("c", "person-nonresponse"),
    dwelling("d", "dwelling-nonresponse"),
    dwelling("e", "not-eligible"),
    dwelling("f", "unknown-eligibility"),
  ];
  const { weights, report } = householdWeights(cases, NO_MERGING);
  // base 10 each; unknown: 60/50 = 1.2 → 12; dwelling nonresponse: 48/36 = 4/3 → 16; × 2, 3, 2 → 32, 48, 32;
  // person nonresponse: 112/80 = 1.4
  expect(weights.map(({ caseId }) => caseId)).toEqual(["a", "b"]);
  expect(weights[0]!.weight).toBeCloseTo(44.8, 12);
  expect(weights[1]!.weight).toBeCloseTo(67.2, 12);
  expect(report.steps.map(({ step, factor }) => [step, Number(factor.max.toFixed(12))])).toEqual([
    ["unknown-eligibility", 1.2],
    ["dwelling-nonresponse", Number((4 / 3).toFixed(12))],
    ["person-nonresponse", 1.4],
  ]);
  expect(report.selection).toEqual({ min: 2, max: 3 });
  expect(report.kish.base.deff).toBe(1);
  expect(report.kish.final.deff).toBeGreaterThan(1);
});

test("the weights of known and eligible dwellings add up to what was drawn", () => {
  const cases = Array.from({ length: 200 }, (_, k) =>
    dwelling(
      String(k),
      k % 5 === 0 ? "unknown-eligibility" : k % 5 === 1 ? "dwelling-nonresponse" : "respondent",
      {
        eligible: 1,
        selectionPi: 1,
        dwellingClass: k % 2 ? "S01|house" : "S01|flat",
      },
    ),
  );
  const { weights } = householdWeights(cases);
  expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(2000, 9);
});

test("a selection probability left out is one over the eligible residents", () => {
  const { weights } = householdWeights(
    [dwelling("a", "respondent", { selectionPi: null, eligible: 4 })],
    NO_MERGING,
  );
  expect(weights[0]!.weight).toBeCloseTo(40, 12);
});

test("a small class joins its neighbour, and the report says which", () => {
  const cases = [
    ...Array.from({ length: 30 }, (_, k) => dwelling(`a${k}`, "respondent")),
    ...Array.from({ length: 5 }, (_, k) => dwelling(`b${k}`, "respondent", { personClass: "S02" })),
    ...Array.from({ length: 5 }, (_, k) => dwelling(`c${k}`, "person-nonresponse", { personClass: "S02" })),
  ];
  const { weights, report } = householdWeights(cases);
  const person = report.steps[2]!;
  expect(person.merges).toEqual([{ from: ["S02"], into: ["S01"], reason: "few-respondents" }]);
  expect(person.classes).toHaveLength(1);
  expect(person.unmet).toEqual([]);
  expect(new Set(weights.map(({ weight }) => weight.toFixed(9)))).toEqual(
    new Set([((20 * 40) / 35).toFixed(9)]),
  );
});

test("trimming is off unless asked for, and keeps the sum", () => {
  const cases = Array.from({ length: 30 }, (_, k) =>
    dwelling(String(k), "respondent", { eligible: k === 0 ? 6 : 1, selectionPi: k === 0 ? 1 / 6 : 1 }),
  );
  const plain = householdWeights(cases);
  const trimmed = householdWeights(cases, { trim: { upper: 30 } });
  expect(plain.report.trim).toBeNull();
  expect(trimmed.report.trim).toMatchObject({ trimmed: 1, rounds: 1 });
  expect(trimmed.weights[0]!.weight).toBe(30);
  const sum = (result: typeof plain) => result.weights.reduce((total, { weight }) => total + weight, 0);
  expect(sum(trimmed)).toBeCloseTo(sum(plain), 9);
});

test("without a respondent, or a probability, it says so", () => {
  expect(() => householdWeights([dwelling("a", "dwelling-nonresponse")])).toThrow(DesignError);
  expect(() => householdWeights([dwelling("a", "respondent", { overallPi: 0 })])).toThrow(/case a/);
  expect(() =>
    householdWeights([dwelling("b", "respondent", { eligible: null, selectionPi: null })]),
  ).toThrow(/case b/);
});
