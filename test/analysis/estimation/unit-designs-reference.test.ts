import { expect, test } from "vitest";
import { estimateMeans, estimateTotals } from "#analysis/estimation/estimate-means.ts";
import { indicator } from "#analysis/estimation/estimate-proportion.ts";
import { estimateRatio } from "#analysis/estimation/estimate-ratio.ts";
import { effectiveSize, proportionInterval } from "#analysis/estimation/proportion-intervals.ts";
import { numericValues, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { kishEffectOf } from "#analysis/weighting/kish.ts";
import { readGolden } from "#test/analysis/read-reference.ts";
import {
  blockOf,
  byDomain,
  byVariable,
  expectBlocks,
  scoreOf,
  unitColumns,
} from "#test/analysis/reference-units.ts";

type Expected = Record<string, Record<string, unknown>>;

const POINTS = [8, 6, 4, 2];
const ITEMS = ["q01", "q02", "q03", "q04"];
const household = unitColumns("household.csv");
const intercept = unitColumns("intercept.csv");
const cluster = unitColumns("cluster-equal.csv");
const two = unitColumns("two-stage-fpc.csv");
const fpc = [cluster.numbers("communities_total")];

const visits = intercept.rows.map((row) => ((Number(row.slots_frame) / Number(row.slots_taken)) * Number(row.passers)) / Number(row.interviews)); // prettier-ignore
const persons = Float64Array.from(
  visits,
  (weight, row) => weight / Number(intercept.rows[row]!.visits_per_week),
);

test("intercept designs from unit rows give every figure (10)", () => {
  const { expected } = readGolden<Expected>("10-intercept-means-domains-score");
  const design = intercept.design("street", "visit_slot", { weights: persons });
  const visit = intercept.design("street", "visit_slot", { weights: Float64Array.from(visits) });
  const contact = (by: string) =>
    blockOf(estimateMeans(design, intercept.columns("contact"), { by: [intercept.factor(by)] }), byDomain);
  const score = (of: SurveyDesign, ...by: string[]) =>
    scoreOf(estimateMeans(of, intercept.columns(...ITEMS), { by: by.map((name) => intercept.factor(name)) }), POINTS); // prettier-ignore
  const both = intercept.columns("contact", "resident");
  expectBlocks(
    {
      visit_weighted: blockOf(estimateMeans(visit, both), byVariable),
      person_weighted: blockOf(estimateMeans(design, both), byVariable),
      contact_by_age: contact("age"),
      contact_by_resident: contact("resident"),
      contact_by_street: contact("street"),
      score_overall: blockOf(score(design), byVariable),
      score_by_street: blockOf(score(design, "street"), byDomain),
      score_by_age: blockOf(score(design, "age"), byDomain),
      score_visit_weighted: blockOf(score(visit), byVariable),
    },
    expected,
  );
});

test("a cluster sample with and without its correction gives every figure (11)", () => {
  const { expected } = readGolden<Record<string, Expected>>("11-cluster-equal-one-stage");
  for (const [name, more] of [
    ["with_fpc", { fpc }],
    ["without_fpc", {}],
  ] as const) {
    // prettier-ignore
    const design = cluster.design(null, "community", more);
    const by = { by: [cluster.factor("age")] };
    const items = cluster.columns(...ITEMS);
    expectBlocks(
      {
        means: blockOf(estimateMeans(design, cluster.columns("contact", "spend", "odd_side")), byVariable),
        totals: blockOf(estimateTotals(design, cluster.columns("contact", "spend")), byVariable),
        spend_by_age: blockOf(estimateMeans(design, cluster.columns("spend"), by), byDomain),
        score: blockOf(scoreOf(estimateMeans(design, items), POINTS), byVariable),
        score_by_age: blockOf(scoreOf(estimateMeans(design, items, by), POINTS), byDomain),
      },
      expected[name]!,
    );
  }
});

test("two stages with corrections at both, at the first and at none give every figure (12)", () => {
  const { expected } = readGolden<{ weights: number[] } & Record<string, Expected>>("12-two-stage-with-fpc");
  const psu = [two.factor("community"), two.factor("dwelling")];
  const sizes = [two.numbers("communities_total"), two.numbers("dwellings_total")];
  const both = two.design("stratum", null, { psu, fpc: sizes, nest: true });
  const weights = both.sumW;
  [...weights].forEach((weight, row) => expect(weight).toBeCloseTo(expected.weights[row]!, 12));
  const [score, contact, rooms] = two.columns("score", "contact", "rooms") as [NumericColumn, NumericColumn, NumericColumn]; // prettier-ignore
  const designs = {
    both_stages: both,
    first_stage_fpc_only: two.design("stratum", null, { psu, fpc: sizes.slice(0, 1), weights }),
    no_fpc: two.design("stratum", null, { psu, weights }),
  };
  for (const [name, design] of Object.entries(designs))
    expectBlocks(
      {
        means: blockOf(estimateMeans(design, [score, contact, rooms]), byVariable),
        totals: blockOf(estimateTotals(design, [score, contact]), byVariable),
        ratio_score_per_room: blockOf(estimateRatio(design, { numerator: score, denominator: rooms }), () => "ratio"), // prettier-ignore
        score_by_contact: blockOf(estimateMeans(design, [score], { by: [two.factor("contact")] }), byDomain),
        contact_by_stratum: blockOf(estimateMeans(design, [contact], { by: [two.factor("stratum")] }), byDomain), // prettier-ignore
      },
      expected[name]!,
    );
});

test("intervals of proportions are R's, Korn-Graubard's cut to n and not, and Wilson's (16)", () => {
  const { expected } = readGolden<Expected>("16-proportion-confidence-intervals");
  const hh = household.design("street", "community");
  const check = (
    name: string,
    design: SurveyDesign,
    y: NumericColumn,
    domain?: { of: Float64Array; df?: "domain" },
  ) => {
    // prettier-ignore
    const codes = domain && Int32Array.from(domain.of, (inside) => inside - 1);
    const by = codes ? [{ name: "in", codes, labels: ["1"] }] : [];
    const { estimate, se, n, df, domainDf } = estimateMeans(design, [y], { by }).cells[0]!;
    const figures = { estimate, se: se!, n, df: domain?.df ? domainDf : df };
    const { plain, adjusted } = effectiveSize(figures, 0.95);
    const interval = (...[kind, truncate]: ["t" | "logit" | "beta" | "wilson", boolean?]) =>
      proportionInterval(kind, figures, 0.95, truncate);
    const block = {
      ...figures,
      n_eff: plain,
      n_eff_df_adjusted: adjusted,
      wald_t: interval("t"),
      logit: interval("logit"),
      beta_not_truncated: interval("beta", false),
      beta_truncated: interval("beta"),
      truncation_active: adjusted > n,
      wilson_t: interval("wilson"),
      wilson_z: proportionInterval("wilson", { ...figures, df: Infinity }, 0.95),
    };
    expectBlocks({ [name]: block }, expected);
  };
  const [contact, victim] = household.columns("contact", "victim") as [NumericColumn, NumericColumn];
  const older = Float64Array.from(household.rows, ({ age }) => (age === "56-65" ? 1 : 0));
  const victims = Float64Array.from(numericValues(victim.values));
  const corrected = cluster.design(null, "community", { fpc });
  check("household_contact", hh, contact);
  check("household_victim_rare", hh, victim);
  check("household_rating_high", hh, indicator("rating", household.factor("rating"), "high"));
  check("cluster_contact_fpc", corrected, cluster.columns("contact")[0]!);
  check("cluster_rare_no_fpc", cluster.design(null, "community"), cluster.columns("rare")[0]!);
  check("cluster_odd_side_truncation", cluster.design(null, "community"), cluster.columns("odd_side")[0]!);
  check("domain_older_contact_full_df", hh, contact, { of: older });
  check("domain_older_contact_domain_df", hh, contact, { of: older, df: "domain" });
  check("domain_victims_contact_full_df", hh, contact, { of: victims });
  check("domain_victims_contact_domain_df", hh, contact, { of: victims, df: "domain" });
  for (const n of [37, 120]) {
    const [low, high] = proportionInterval("beta", { estimate: 0, se: 0, n, df: 9 }, 0.95)!;
    expectBlocks({ [`zero_of_${n}`]: { estimate: 0, n, low, high } }, expected);
    expect(proportionInterval("beta", { estimate: 1, se: 0, n, df: 9 }, 0.95)![0]).toBeCloseTo(1 - high, 12);
  }
});

test("Kish's effect and degrees of freedom of every design from unit rows (17)", () => {
  const { expected } = readGolden<Expected>("17-weights-kish-deff-and-design-df");
  const kish = (weights: ArrayLike<number>) => {
    const { n, sumW, sumW2, deff, neff } = kishEffectOf(weights);
    return { n, sum_w: sumW, sum_w2: sumW2, kish_deff: deff, kish_n_eff: neff };
  };
  const weights = household.numbers("weight");
  const streets = household.factor("street");
  const example = [1, 1, 2, 3, 5, 0.5];
  const two2 = two.design("stratum", "community", { fpc: [two.numbers("communities_total")] });
  const df = (design: SurveyDesign, by: ReturnType<typeof household.factor>[] = []) =>
    estimateMeans(design, [{ name: "one", values: new Float64Array(design.sumW.length).fill(1) }], { by })
      .cells;
  const hh = household.design("street", "community");
  const lonely = unitColumns("lonely-psu.csv").design("street", "community", { lonelyPsu: "remove" });
  const found = expected.kish as Record<string, unknown>;
  expectBlocks(
    {
      household_base: kish(weights),
      intercept_person: kish(persons),
      cluster: kish(cluster.numbers("weight")),
      two_stage: kish(two.design("stratum", null, { psu: [two.factor("community"), two.factor("dwelling")], fpc: [two.numbers("communities_total"), two.numbers("dwellings_total")] }).sumW), // prettier-ignore
      worked_example: { weights: example, ...kish(example) },
    },
    found,
  );
  expectBlocks(
    {
      kish_by_street_household: streets.labels.map((street, k) => {
        const { n, kish_deff, kish_n_eff } = kish(weights.filter((_, row) => streets.codes[row] === k));
        return { street, n, kish_deff, kish_n_eff };
      }),
      design_df: {
        household: df(hh)[0]!.df,
        intercept: df(intercept.design("street", "visit_slot", { weights: persons }))[0]!.df,
        cluster: df(cluster.design(null, "community"))[0]!.df,
        two_stage: df(two2)[0]!.df,
        lonely: df(lonely)[0]!.df,
      },
      design_df_household_domain: {
        "18-35": df(hh, [household.factor("age")])[0]!.domainDf,
        victim: df(hh, [household.factor("victim")])[1]!.domainDf,
        S05: df(hh, [streets])[4]!.domainDf,
      },
    },
    expected,
  );
});
