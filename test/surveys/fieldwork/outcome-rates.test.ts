import { outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import type { DispositionCounts } from "#surveys/fieldwork/outcome-rates.ts";
import { expect, test } from "vitest";
import golden from "../../reference/goldens/24-aapor-outcome-rates.json" with { type: "json" };

const none: DispositionCounts = { I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 };

test("gives the reference's sixteen rates, with e estimated and with e given", () => {
  for (const name of ["household", "intercept", "complete"] as const) {
    const counts = golden.input.counts[name];
    const expected = golden.expected[name];
    const proportional = outcomeRates(counts);
    expect(proportional.e).toBeCloseTo(expected.e, 12);
    const given = outcomeRates(counts, 0.4);
    for (const [rate, value] of Object.entries(expected.with_proportional_e)) {
      expect(proportional.rates[rate as "RR1"], `${name} ${rate}`).toBeCloseTo(value, 12);
    }
    for (const [rate, value] of Object.entries(expected["with_e_0.4"])) {
      expect(given.rates[rate as "RR1"], `${name} ${rate}`).toBeCloseTo(value, 12);
    }
  }
});

test("says why there is no rate yet, and never gives NaN", () => {
  const { e, rates } = outcomeRates(none);
  expect(e).toEqual({ withheld: { code: "eligibility-unknown" } });
  expect(rates.RR1).toEqual({ withheld: { code: "no-cases" } });
  expect(rates.RR5).toEqual({ withheld: { code: "no-eligible-cases" } });
  expect(rates.COOP1).toEqual({ withheld: { code: "nobody-reached" } });
  expect(outcomeRates({ ...none, UH: 4 }).rates.RR3).toEqual({ withheld: { code: "eligibility-unknown" } });
});

test("refuses counts that cannot be, and e outside 0 to 1", () => {
  expect(() => outcomeRates({ ...none, I: -1 })).toThrow("count of I");
  expect(() => outcomeRates({ ...none, R: 1.5 })).toThrow("count of R");
  expect(() => outcomeRates(none, 1.2)).toThrow("0 to 1");
});
