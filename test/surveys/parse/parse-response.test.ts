import { expect, test } from "vitest";
import { parseResponse, type ParsedResponse, type ResponseInput } from "#surveys/parse-response.ts";
import { ageBandOf } from "#surveys/vocabulary.ts";
import { aResponse, bestItems, compiled } from "./a-response.ts";

function accepted(input: ResponseInput): ParsedResponse {
  const result = parseResponse(compiled, input);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.response;
}

test("the best answer everywhere earns 20 points under either rule", () => {
  const response = accepted(aResponse());
  expect(response.ownShareSheet).toBeCloseTo(20, 12);
  expect(response.ownShareOther).toBeCloseTo(20, 12);
  expect(response).toMatchObject({ ageYears: 40, ageBand: "36-55", sex: "female", residence: null });
  expect(response).toMatchObject({ passesPerWeek: null, comment: null, outcome: "complete" });
});

test("codes and scores stand in the sheet's order; don't know and refused have no score", () => {
  const response = accepted(aResponse({ q01: "basically", q02: "often", q03: "dk", q04: "refused" }));
  expect(response.answerCodes.slice(0, 5)).toEqual([1, 0, -1, -2, 0]);
  expect(response.scores.slice(0, 5)).toEqual([0.6, 0, null, null, 1]);
});

test("don't know is left out or counts as zero as the sheet says for the item", () => {
  // q17 (weight 0.04) counts don't know as zero: 20 · 0.96; turned round it is left out: 20
  const zero = accepted(aResponse({ q17: "dk" }));
  expect(zero.ownShareSheet).toBeCloseTo(19.2, 12);
  expect(zero.ownShareOther).toBeCloseTo(20, 12);
  // q01 (weight 0.05) leaves it out
  const excluded = accepted(aResponse({ q01: "dk" }));
  expect(excluded.ownShareSheet).toBeCloseTo(20, 12);
  expect(excluded.ownShareOther).toBeCloseTo(19, 12);
});

test("an interview in the street has a residence, visits a week and a remark", () => {
  const answers = { residence: "S02", passes_per_week: 0, fix_first: " 东门的路灯 \n" };
  const response = accepted(aResponse(answers, { mode: "intercept" }));
  expect(response).toMatchObject({ residence: "S02", passesPerWeek: 0, comment: "东门的路灯" });
});

test("online may live elsewhere or decline to say where", () => {
  expect(accepted(aResponse({ residence: "elsewhere" }, { mode: "online" })).residence).toBe("elsewhere");
  const declined = accepted(aResponse({ residence: "refused" }, { mode: "online" }));
  expect(declined.residence).toBeNull();
  expect(declined.answers.residence).toBe("refused");
});

test("a partial interview keeps what was answered and null for what was not asked", () => {
  const answers = { resident_half_year: "yes", age: 65, q01: "satisfied", q02: "often" };
  const response = accepted(aResponse({}, { outcome: "partial", answers }));
  expect(response.answerCodes).toEqual([0, 0, ...Array(22).fill(null)]);
  // 20 · 0.05 / 0.09
  expect(response.ownShareSheet).toBeCloseTo(20 * (5 / 9), 12);
  expect(response.sex).toBeNull();
});

test("a partial interview that stopped after the screening has no share", () => {
  const response = accepted(
    aResponse({}, { outcome: "partial", answers: { resident_half_year: "yes", age: 18 } }),
  );
  expect(response.ownShareSheet).toBeNull();
  expect(response.ownShareOther).toBeNull();
});

test("an ineligible person is the screening alone", () => {
  const stranger = accepted(aResponse({}, { outcome: "ineligible", answers: { resident_half_year: "no" } }));
  expect(stranger).toMatchObject({ outcome: "ineligible", ageYears: null, ageBand: null });
  const child = aResponse({}, { outcome: "ineligible", answers: { resident_half_year: "yes", age: 17 } });
  expect(accepted(child)).toMatchObject({ ageYears: 17, ageBand: null });
});

test("for every age the questionnaire and the age bands agree on who is eligible", () => {
  for (let age = 0; age <= 120; age++) {
    const answers = { resident_half_year: "yes", age };
    const excluded = parseResponse(compiled, aResponse({}, { outcome: "ineligible", answers })).ok;
    expect(excluded, String(age)).toBe(ageBandOf(age) === null);
  }
});

test("answers come out in the order asked, whatever order they came in", () => {
  const answers = Object.fromEntries(Object.entries(aResponse().answers as object).reverse());
  expect(Object.keys(accepted(aResponse({}, { answers })).answers)).toEqual([
    "resident_half_year",
    "age",
    "sex",
    ...Object.keys(bestItems),
  ]);
});

test("a remark left empty is absent", () => {
  const response = accepted(aResponse({ fix_first: "  \n" }));
  expect(response.comment).toBeNull();
  expect(response.answers).not.toHaveProperty("fix_first");
});

test("a remark of exactly 500 characters is kept, emoji and all", () => {
  const remark = "灯".repeat(498) + "🙂";
  expect(accepted(aResponse({ fix_first: remark })).comment).toBe(remark);
});
