import type { Estimate } from "#analysis/score/estimate.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";

function estimate(share: number, half: number): Estimate {
  return {
    share,
    se: half / 2,
    ci: [share - half, share + half],
    df: 20,
    n: 180,
    neff: 120,
    deff: 1.5,
    kishNeff: 150,
    satisfactionRate: { estimate: 0.8, se: 0.01, ci: [0.78, 0.82] },
  };
}

const received = 190;
const byMode = (share: number) => ({
  household: { ...estimate(share + 0.5, 0.6), received: 100, probability: true },
  intercept: { ...estimate(share - 0.5, 0.6), received: 90, probability: true },
});

/** A made-up wave: one street apart at the top, two alike, one withheld; a name that a spreadsheet would run. */
export const RESULTS: WaveEstimatesView = {
  wave: {} as WaveEstimatesView["wave"],
  weightingRun: { id: "run", kind: "provisional" },
  lambda: 0.58,
  interceptRule: "every-kth",
  dontKnow: "sheet",
  level: 0.95,
  overall: { ...estimate(16.42, 0.38), received: 700, probability: true, byMode: byMode(16.42), flags: [] },
  streets: [
    {
      id: "b",
      code: "B",
      name: { zh: "乙街道", en: "=Beta" },
      ...estimate(16.1, 0.4),
      received,
      probability: true,
      byMode: byMode(16.1),
      flags: ["few-psus"],
    },
    {
      id: "a",
      code: "A",
      name: { zh: "甲街道", en: "Alpha" },
      ...estimate(18, 0.3),
      received,
      probability: true,
      byMode: byMode(18),
      flags: [],
    },
    {
      id: "c",
      code: "C",
      name: { zh: "丙街道", en: "Gamma" },
      ...estimate(16.3, 0.5),
      received,
      probability: true,
      byMode: byMode(16.3),
      flags: [],
    },
    {
      id: "d",
      code: "D",
      name: { zh: "丁街道", en: "Delta" },
      withheld: { code: "mode-missing", details: { mode: "intercept" } },
      received: 40,
      probability: true,
      byMode: {
        household: { ...estimate(15, 1), received: 40, probability: true },
        intercept: {
          withheld: { code: "mode-missing", details: { mode: "intercept" } },
          received: 0,
          probability: true,
        },
      },
      flags: [],
    },
  ],
  items: ["q01", "q02", "q03", "q04"].map((id, i) => ({
    id,
    dimension: i < 2 ? "level" : "bright",
    weight: 0.25,
    ...{ estimate: 0.9 - i / 10, se: 0.01, ci: [0.88 - i / 10, 0.92 - i / 10] as [number, number], df: 20 },
    answered: 600,
    probability: true,
    dontKnow: 0.04,
    byMode: {} as WaveEstimatesView["items"][number]["byMode"],
  })),
  overallItem: {
    id: "q24",
    dimension: "overall",
    weight: 0,
    withheld: { code: "no-variation" },
    probability: true,
    byMode: {} as WaveEstimatesView["items"][number]["byMode"],
  },
  online: {
    ...estimate(15.9, 0.6),
    received: 150,
    flags: ["volunteers"],
    difference: { estimate: -0.52, se: 0.2, ci: [-0.92, -0.12], df: 200 },
  },
};
