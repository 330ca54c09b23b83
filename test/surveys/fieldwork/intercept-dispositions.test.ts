import { expect, test } from "vitest";
import { addDispositions, countDispositions } from "#surveys/fieldwork/count-dispositions.ts";
import { interceptDispositions } from "#surveys/fieldwork/intercept-dispositions.ts";
import { outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import { DISPOSITIONS } from "#surveys/vocabulary.ts";
import golden from "../../reference/goldens/24-aapor-outcome-rates.json" with { type: "json" };

const RR = ["RR1", "RR2", "RR3", "RR4", "RR5", "RR6"] as const;

test("everybody who was asked is a case: interviewed, refused, not eligible, or without an outcome", () => {
  const counts = interceptDispositions({
    approached: 40,
    refused: 15,
    complete: 16,
    partial: 1,
    ineligible: 5,
  });
  expect(counts).toEqual({ I: 16, P: 1, R: 15, NC: 0, O: 0, UH: 0, UO: 3, NE: 5 });
  // 40 asked less 5 not eligible.
  expect(outcomeRates(counts).rates.RR2).toBeCloseTo(17 / 35, 12);
});

test("interviews that came before their count leave nobody without an outcome", () => {
  const counts = interceptDispositions({ approached: 3, refused: 1, complete: 4, partial: 0, ineligible: 0 });
  expect(counts).toMatchObject({ I: 4, R: 1, UO: 0 });
});

test("sessions added up give the reference's rates of intercepts, but for those unable to answer", () => {
  const { I, P, R, UO, NE } = golden.input.counts.intercept;
  const approached = I + P + R + UO + NE;
  const half = { approached: 640, refused: 200, complete: 300, partial: 10, ineligible: 100 };
  const rest = {
    approached: approached - 640,
    refused: R - 200,
    complete: I - 300,
    partial: P - 10,
    ineligible: NE - 100,
  };
  const counts = addDispositions([interceptDispositions(half), interceptDispositions(rest)]);
  expect({ ...counts, O: 17 }).toEqual(golden.input.counts.intercept);
});

test("cases one by one give the reference's response rates", () => {
  for (const name of ["household", "complete"] as const) {
    const counts = golden.input.counts[name];
    const cases = DISPOSITIONS.flatMap((code) => Array.from({ length: counts[code] }, () => code));
    const { rates } = outcomeRates(countDispositions(cases));
    for (const rate of RR)
      expect(rates[rate]).toBeCloseTo(golden.expected[name].with_proportional_e[rate], 12);
  }
});
