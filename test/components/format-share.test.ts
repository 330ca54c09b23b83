import { expect, test } from "vitest";
import {
  formatDay,
  formatDifference,
  formatInterval,
  formatMoment,
  formatPercent,
  formatPeriod,
  formatShare,
} from "#app/present/format-share.ts";

test("a share is written with half its interval", () => {
  expect(formatShare({ share: 16.4214, ci: [16.0414, 16.8014] }, "en")).toBe("16.42 ± 0.38");
  expect(formatInterval([16.0414, 16.8014], "zh-CN")).toBe("16.04–16.80");
});

test("per cent has one decimal, a difference its sign, and nothing is minus zero", () => {
  expect(formatPercent(0.8234, "zh-CN")).toBe("82.3%");
  expect(formatDifference(0.314, "en")).toBe("+0.31");
  expect(formatDifference(-0.314, "en")).toBe("−0.31");
  expect(formatDifference(-0.001, "en")).toBe("0.00");
  expect(formatDifference(0.001, "en")).toBe("0.00");
});

test("days are 2026年11月22日 and 22 Nov 2026, moments on the city's clock", () => {
  expect(formatDay("2026-11-22", "zh-CN")).toBe("2026年11月22日");
  expect(formatDay("2026-11-22", "en")).toBe("22 Nov 2026");
  expect(formatPeriod("2026-06-01", "2026-06-14", "en")).toBe("1 Jun 2026 – 14 Jun 2026");
  expect(formatMoment("2026-11-22T16:02:00Z", "zh-CN", "Asia/Shanghai")).toBe("2026年11月23日 00:02");
});
