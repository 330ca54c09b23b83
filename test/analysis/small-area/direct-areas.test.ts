import { expect, test } from "vitest";
import { domainsBy } from "#analysis/estimation/domains.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import { directAreas } from "#analysis/small-area/direct-areas.ts";
import { tallyUnits, type UnitRow } from "#analysis/tally.ts";
import { plainDesign } from "#test/analysis/reference-tallies.ts";

/** Two communities with three dwellings each, one answer a dwelling. */
const answers = [0, 0.5, 1, 0.5, 0.5, 0.8];

function areas(stratum: (community: string) => string, psu: (community: string, dwelling: number) => string) {
  const units = answers.map((score, k): UnitRow => {
    const community = k < 3 ? "C1" : "C2";
    const key = { stratum: stratum(community), psu: psu(community, k), street: community };
    return {
      ...key,
      ageBand: null,
      sex: null,
      weight: 2,
      codes: [0],
      scores: [score],
      satisfied: [score > 0.5],
      ownShareSheet: null,
      ownShareOther: null,
    };
  });
  const tally = tallyUnits("household", ["q"], [{ id: "q" }], units);
  const domains = domainsBy(tally, "street", ["C1", "C2"]);
  const { items, rows, wScore: numerator, wAnswered: denominator } = tally;
  const table = { items, rows, numerator, denominator };
  const linearised = ratioComposite(table, Float64Array.of(20), null, domains);
  return directAreas(linearised, plainDesign(tally), domains);
}

test("communities with dwellings as PSUs have the variance of a mean of dwellings", () => {
  const { ids, estimates, variances, df } = areas(
    (community) => community,
    (_, dwelling) => `D${dwelling}`,
  );
  expect(ids).toEqual(["C1", "C2"]);
  expect([...estimates]).toEqual([10, 12].map((x) => expect.closeTo(x, 12)));
  expect([...variances]).toEqual([100 / 3, 12 / 3].map((x) => expect.closeTo(x, 10)));
  expect([...df]).toEqual([2, 2]);
});

test("a community that is one PSU is refused by name", () => {
  expect(() =>
    areas(
      () => "S01",
      (community) => community,
    ),
  ).toThrow(expect.objectContaining({ code: "area-single-psu", details: { area: "C1", psus: 1 } }));
});
