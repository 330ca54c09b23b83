import { isEligible } from "#surveys/demo/demo-district.ts";
import { generateDistrict } from "#surveys/demo/generate-district.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { DEMO_PLAN, simulateWave, SMALL_PLAN, waveGround } from "#surveys/demo/simulate-wave.ts";
import { caseStatus } from "#surveys/fieldwork/case-status.ts";
import { dispositionOf } from "#surveys/fieldwork/visit-reasons.ts";
import sheetJson from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { selectResident } from "#surveys/sampling/select-resident.ts";
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import { expect, test } from "vitest";

const sheet = checkScoringSheet(sheetJson);
const small = generateDistrict("waves", "small");
const ground = waveGround(small, createOpinions(small, sheet));

test("repeats a wave from its seed", () => {
  expect(simulateWave(ground, SMALL_PLAN, "A")).toEqual(simulateWave(ground, SMALL_PLAN, "A"));
  expect(simulateWave(ground, SMALL_PLAN, "B")).not.toEqual(simulateWave(ground, SMALL_PLAN, "A"));
});

test("yields about 1,200 household and 900 intercept interviews in the demo district", () => {
  const district = generateDistrict("demo", "full");
  const wave = simulateWave(waveGround(district, createOpinions(district, sheet)), DEMO_PLAN, "A");
  const households = wave.households.filter((household) => household.answers).length;
  const intercepts = wave.sessions.reduce((sum, session) => sum + session.responses.length, 0);
  expect(Math.abs(households - 1200)).toBeLessThan(120);
  expect(Math.abs(intercepts - 900)).toBeLessThan(90);
});

test("interviews only the eligible resident whom the seed selects", () => {
  const { households } = simulateWave(ground, SMALL_PLAN, "A");
  for (const { drawn, found, answers } of households) {
    expect(answers !== null).toBe(found.status === "respondent");
    if (found.selected === null) continue;
    const eligible = found.roster!.filter((person) => isEligible(small.residents, person));
    expect(found.eligible).toBe(eligible.length);
    expect(found.selected).toBe(eligible[selectResident(drawn.selectionSeed, eligible.length)]);
  }
  expect(new Set(households.map(({ found }) => found.status))).toEqual(
    new Set([
      ...["respondent", "person-nonresponse", "dwelling-nonresponse", "unknown-eligibility", "not-eligible"],
    ]),
  );
});

test("leaves visits from which the case's status follows", () => {
  for (const { found } of simulateWave(ground, SMALL_PLAN, "C").households) {
    const visits = found.visits.map(({ day, time, reason }) => ({
      localTime: `2026-06-${String(day + 1).padStart(2, "0")}T${time}`,
      disposition: dispositionOf(reason),
    }));
    expect(caseStatus(visits, found.eligible)).toMatchObject({
      disposition: found.disposition,
      weighting: found.status,
      final: true,
    });
  }
});

test("accounts for everybody who was approached in a session", () => {
  for (const { drawn, held, responses } of simulateWave(ground, SMALL_PLAN, "D").sessions) {
    expect(held.refused + held.ineligible.length + held.interviewed.length).toBe(held.approached);
    expect(Math.abs(held.approached - held.passed / drawn.interval)).toBeLessThan(1);
    expect(responses).toHaveLength(held.interviewed.length);
    expect(held.interviewed.every((passage) => isEligible(small.passages, passage))).toBe(true);
  }
});
