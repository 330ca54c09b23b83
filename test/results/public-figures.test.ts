import { expect, test } from "vitest";
import type { Estimate, ItemEstimate } from "#analysis/score/estimate.ts";
import { estimateWave, type WaveEstimates } from "#analysis/score/estimate-wave.ts";
import { isWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import { publicFigures } from "#app/results/public-figures.ts";
import type { PublishedInputs } from "#db/schema/estimates.ts";
import { inventWave } from "#test/analysis/invented-wave.ts";

const STREETS = ["S1", "S2", "S3"];

function published(change: (estimates: WaveEstimates) => void = () => undefined) {
  const estimates = structuredClone(estimateWave(inventWave(1, STREETS)));
  change(estimates);
  const each = { household: 40, intercept: 30, online: 0 };
  const inputs = {
    wave: { interceptRule: "every-kth" },
    streets: STREETS.map((id) => ({ id, code: id, name: { zh: `${id}街`, en: id } })),
    received: {
      overall: { household: 120, intercept: 90, online: 4 },
      streets: Object.fromEntries(STREETS.map((id) => [id, { ...each }])),
    },
  } as unknown as PublishedInputs;
  return { inputs, estimates };
}

const shown = ({ inputs, estimates }: ReturnType<typeof published>) => publicFigures(inputs, estimates);
const estimateOf = (outcome: Outcome<Estimate>): Estimate => {
  if (isWithheld(outcome)) throw new Error(outcome.withheld.code);
  return outcome;
};
const itemOf = (outcome: Outcome<ItemEstimate>): ItemEstimate => {
  if (isWithheld(outcome)) throw new Error(outcome.withheld.code);
  return outcome;
};
const words = ({ figure }: { figure: object }) => ("hidden" in figure ? figure.hidden : "shown");

test("shows the published share of every street, and what was asked", () => {
  const { inputs, estimates } = published();
  const figures = publicFigures(inputs, estimates);
  const { share, ci, n } = estimateOf(estimates.overall.combined);
  expect(figures.overall).toEqual({ share, ci, n });
  expect(figures.streets.map(words)).toEqual(["shown", "shown", "shown"]);
  expect(figures.items.map(({ id }) => id)).toHaveLength(estimates.items.length + 1);
  expect(figures.interviews).toEqual({ household: 120, intercept: 90, online: null });
});

test("hides a street with nine respondents, and the smallest other one with it", () => {
  const figures = shown(
    published(({ streets }) => {
      streets.forEach(({ combined }, i) => (estimateOf(combined).n = [60, 9, 50][i]!));
    }),
  );
  expect(figures.streets.map(words)).toEqual(["shown", "protected", "protected"]);
});

test("hides a street of one mind", () => {
  const figures = shown(
    published(({ streets }) => {
      Object.assign(estimateOf(streets[0]!.combined), { share: 20, se: 0, n: 80 });
      streets.slice(1).forEach(({ combined }, i) => (estimateOf(combined).n = [90, 70][i]!));
    }),
  );
  expect(figures.streets.map(words)).toEqual(["protected", "shown", "protected"]);
});

test("a share that the survey cannot give is not known; with few received it is protected", () => {
  const few = published(({ streets }) => {
    streets[1]!.combined = withheld("mode-missing", { mode: "intercept" });
  });
  expect(words(shown(few).streets[1]!)).toBe("not-known");
  few.inputs.received.streets.S2 = { household: 3, intercept: 0, online: 0 };
  expect(
    shown(few)
      .streets.map(words)
      .filter((word) => word === "protected"),
  ).toHaveLength(2);
});

test("hides an item that all answered alike, and another from which it could be worked out", () => {
  const alike = shown(
    published(({ items }) => {
      items[1]!.combined = withheld("no-variation", { estimate: 1 });
    }),
  );
  expect(
    alike.items
      .slice(0, -1)
      .map(words)
      .filter((word) => word === "protected"),
  ).toHaveLength(2);
  const seldom = shown(published(({ items }) => void (itemOf(items[0]!.combined).answered = 4)));
  expect(words(seldom.items[0]!)).toBe("protected");
  expect(
    seldom.items
      .slice(0, -1)
      .map(words)
      .filter((word) => word === "protected"),
  ).toHaveLength(2);
  expect(words(seldom.items.at(-1)!)).toBe("shown");
});

test("a small number of one mode hides the other, too: their sum is known", () => {
  const { inputs, estimates } = published();
  inputs.received.overall = { household: 120, intercept: 6, online: 0 };
  const figures = publicFigures(inputs, estimates);
  expect(figures.interviews).toEqual({ household: null, intercept: null, online: 0 });
});
