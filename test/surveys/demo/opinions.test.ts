import { isEligible } from "#surveys/demo/demo-district.ts";
import { answersFor } from "#surveys/demo/answers-payload.ts";
import { generateDistrict } from "#surveys/demo/generate-district.ts";
import { answerSheet, createOpinions } from "#surveys/demo/opinions.ts";
import { trueShares } from "#surveys/demo/true-shares.ts";
import { compileQuestionnaire } from "#surveys/compile-questionnaire.ts";
import { parseResponse } from "#surveys/parse-response.ts";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheetJson from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import { expect, test } from "vitest";

const tinySheet: ScoringSheet = {
  id: "tiny",
  overallItem: "q3",
  items: [
    item("q1", 0.6, "excluded", [1, 0.6, 0]),
    item("q2", 0.4, "zero", [0, 0.5, 1]),
    item("q3", 0, "excluded", [1, 0]),
  ],
};

function item(id: string, weight: number, dontKnow: "excluded" | "zero", scores: number[]) {
  const options = scores.map((score) => ({ value: `score-${score}`, score, satisfied: score === 1 }));
  return { id, dimension: "clean" as const, weight, dontKnow, options };
}

const district = generateDistrict("opinions", "small");

test("fixes everybody's answers: asked twice, the same person answers alike", () => {
  const first = createOpinions(district, tinySheet);
  const second = createOpinions(district, tinySheet);
  for (let person = 0; person < 300; person++) {
    expect(answerSheet(first, "resident", person)).toEqual(answerSheet(second, "resident", person));
  }
});

test("gives the share that adding up everybody's answers gives, under both rules for don't know", () => {
  const opinions = createOpinions(district, tinySheet);
  const sums = tinySheet.items.map(() => ({ score: 0, answered: 0, dontKnow: 0 }));
  for (let person = 0; person < district.passages.count; person++) {
    if (!isEligible(district.passages, person)) continue;
    const { codes, scores } = answerSheet(opinions, "passage", person);
    codes.forEach((code, i) => {
      if (code >= 0) sums[i]!.answered += 1;
      if (code === -1) sums[i]!.dontKnow += 1;
      sums[i]!.score += scores[i] ?? 0;
    });
  }
  const [q1, q2] = [sums[0]!, sums[1]!];
  const truth = trueShares(district, opinions, 0.5);
  expect(truth.sheet.intercept.overall).toBeCloseTo(
    20 * ((0.6 * q1.score) / q1.answered + (0.4 * q2.score) / (q2.answered + q2.dontKnow)),
    10,
  );
  expect(truth.other.intercept.overall).toBeCloseTo(
    20 * ((0.6 * q1.score) / (q1.answered + q1.dontKnow) + (0.4 * q2.score) / q2.answered),
    10,
  );
});

test("sets passers-by apart from residents, and mixes the two by lambda", () => {
  const { sheet } = trueShares(district, createOpinions(district, tinySheet), 0.6);
  expect(sheet.household.overall - sheet.intercept.overall).toBeGreaterThan(0.2);
  sheet.combined.streets.forEach((share, street) => {
    const expected = 0.6 * sheet.household.streets[street]! + 0.4 * sheet.intercept.streets[street]!;
    expect(share).toBeCloseTo(expected, 12);
  });
});

test("makes answers that the real questionnaire accepts, ineligible people included", () => {
  const sheet = checkScoringSheet(sheetJson);
  const opinions = createOpinions(district, sheet);
  const compiled = compileQuestionnaire(definition, sheet);
  const streets = new Set(district.streets.map((street) => street.code));
  const outcomes = new Map<string, number>();
  let comments = 0;
  for (const mode of ["household", "intercept", "online"] as const) {
    for (let person = 0; person < 400; person++) {
      const { outcome, answers } = answersFor(district, opinions, mode, person);
      const parsed = parseResponse(compiled, { mode, language: "en", outcome, answers, streets });
      expect(parsed, JSON.stringify(parsed)).toMatchObject({ ok: true });
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (!parsed.ok || outcome !== "complete") continue;
      const kind = mode === "intercept" ? "passage" : "resident";
      const known = answerSheet(opinions, kind, person);
      expect(parsed.response.answerCodes).toEqual(known.codes);
      expect(parsed.response.ownShareSheet).toBe(known.ownShareSheet);
      if (parsed.response.comment) comments++;
    }
  }
  expect(outcomes.get("ineligible")).toBeGreaterThan(50);
  expect(comments).toBeGreaterThan(50);
});
