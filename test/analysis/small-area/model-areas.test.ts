import { expect, test } from "vitest";
import { fitFayHerriot } from "#analysis/small-area/fay-herriot.ts";
import { type Area, modelAreas } from "#analysis/small-area/model-areas.ts";
import { smoothVariances } from "#analysis/small-area/smooth-variances.ts";

const area = (id: string, estimate: number, variance: number, n: number, more: Partial<Area> = {}): Area => ({
  ...{ id, direct: { estimate, variance, n }, population: 100, covariates: {} },
  ...more,
});
const SIX = [14, 15.5, 16, 16.5, 17, 18.5].map((estimate, i) =>
  area(`A${i}`, estimate, 0.4 / (1 + i), 40 * (1 + i)),
);
const empty: Area = { id: "none", direct: null, population: 100, covariates: {} };

test("areas are those of the model on smoothed variances, the one without a sample gets the model's mean", () => {
  const { areas, method, smoothing, shift } = modelAreas([...SIX, empty], null);
  const { variances } = smoothVariances(
    Float64Array.from(SIX, ({ direct }) => direct!.variance),
    Float64Array.from(SIX, ({ direct }) => direct!.n),
  );
  const fit = fitFayHerriot({
    ids: SIX.map(({ id }) => id),
    estimates: Float64Array.from(SIX, ({ direct }) => direct!.estimate),
    ...{ variances, covariates: [] },
  });
  expect({ method, smoothing, shift }).toEqual({ method: "reml", smoothing: "log-linear", shift: null });
  expect(areas.slice(0, 6).map(({ estimate }) => estimate)).toEqual([...fit.predictions.eblup]);
  expect(areas[6]).toMatchObject({ id: "none", estimate: fit.coefficients[0], gamma: null });
  expect(areas[6]!.mse).toBeGreaterThan(Math.max(...areas.slice(0, 6).map(({ mse }) => mse)));
});

test("their population mean is the figure that they are benchmarked to, the mean squared errors stay", () => {
  const all = [...SIX, { ...empty, population: 300 }];
  const [free, bound] = [modelAreas(all, null), modelAreas(all, 16.2)];
  const mean = bound.areas.reduce((sum, { estimate }, i) => sum + estimate * all[i]!.population, 0) / 900;
  expect(mean).toBeCloseTo(16.2, 12);
  expect(bound.areas.map(({ mse }) => mse)).toEqual(free.areas.map(({ mse }) => mse));
  expect(bound.areas[0]!.estimate - free.areas[0]!.estimate).toBeCloseTo(bound.shift!, 12);
});

test("where areas do not differ beyond their errors adjusted REML keeps some weight on their own figures", () => {
  const alike = [16, 16.01, 15.99, 16, 16.02].map((estimate, i) => area(`A${i}`, estimate, 1, 50));
  const { method, smoothing, areas, modelVariance } = modelAreas(alike, null);
  expect({ method, smoothing }).toEqual({ method: "adjusted-reml", smoothing: "pooled" });
  expect(modelVariance).toBeGreaterThan(0);
  expect(areas.every(({ gamma }) => gamma! > 0 && gamma! < 0.5)).toBe(true);
});

test("one covariate for ten areas, the first by name that is known everywhere and differs", () => {
  const many = Array.from({ length: 12 }, (_, i) =>
    area(`A${i}`, 14 + i / 3 + (i % 3) / 5, 0.1 + (i % 4) / 50, 60 + i, {
      covariates: { alike: 1, beta: i, zeta: -i, ...(i > 0 ? { about: i } : {}) },
    }),
  );
  expect(modelAreas(many, null).covariates).toEqual(["beta"]);
  expect(modelAreas(many.slice(0, 9), null).covariates).toEqual([]);
});

test("fewer than four areas with a figure bear no model", () => {
  for (const areas of [[], [empty], SIX.slice(0, 3)])
    expect(() => modelAreas(areas, 16)).toThrow(expect.objectContaining({ code: "too-few-areas" }));
});
