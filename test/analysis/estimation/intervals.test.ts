import { expect, test } from "vitest";
import { DesignError } from "#analysis/design-error.ts";
import { satterthwaiteDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { criticalValues, logitInterval, tInterval } from "#analysis/estimation/intervals.ts";

test("critical values of t are those of the tables", () => {
  // qt(0.975, c(1, 4, 66, 12.5)) in R
  const critical = criticalValues(0.95);
  expect(critical(1)).toBeCloseTo(12.7062047361747, 9);
  expect(critical(4)).toBeCloseTo(2.77644510519779, 9);
  expect(critical(66)).toBeCloseTo(1.99656441895231, 9);
  expect(critical(4)).toBe(critical(4));
});

test("a t interval is symmetric", () => {
  const [low, high] = tInterval(15, 0.5, 4, criticalValues(0.95));
  expect((low + high) / 2).toBeCloseTo(15, 12);
  expect(high - low).toBeCloseTo(2.77644510519779, 9);
});

test("a logit interval stays inside the scale, worked by hand", () => {
  // p 0.9, se 0.05, df 66: logit 2.1972, reach 1.99656·0.05/0.09 = 1.10920
  const [low, high] = logitInterval(0.9, 0.05, 66, criticalValues(0.95));
  expect(low).toBeCloseTo(1 / (1 + Math.exp(-(Math.log(9) - 1.10920245497))), 9);
  expect(high).toBeCloseTo(1 / (1 + Math.exp(-(Math.log(9) + 1.10920245497))), 9);
  expect(high).toBeLessThan(1);
});

test("no degrees of freedom and no variation are refused", () => {
  const critical = criticalValues(0.95);
  expect(() => tInterval(1, 1, 0, critical)).toThrow(DesignError);
  expect(() => logitInterval(1, 0, 5, critical)).toThrow(DesignError);
  expect(() => criticalValues(95)).toThrow(RangeError);
});

test("Satterthwaite's df lie between the smaller df and their sum", () => {
  expect(satterthwaiteDegrees([{ variance: 1, df: 5 }, { variance: 1, df: 5 }])).toBeCloseTo(10, 12); // prettier-ignore
  expect(satterthwaiteDegrees([{ variance: 1, df: 5 }, { variance: 0, df: 40 }])).toBeCloseTo(5, 12); // prettier-ignore
  expect(satterthwaiteDegrees([{ variance: 0, df: 5 }, { variance: 0, df: 4 }])).toBe(4); // prettier-ignore
});
