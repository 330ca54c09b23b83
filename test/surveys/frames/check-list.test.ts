import { expect, test } from "vitest";
import { checkBoundaries } from "#surveys/frames/check-boundaries.ts";
import { checkList } from "#surveys/frames/check-list.ts";
import { FRAME_KINDS, type FrameKind } from "#surveys/frames/frame-kinds.ts";
import type { FrameKnown } from "#surveys/frames/frame-known.ts";
import { boundaryTemplate, listTemplate } from "#surveys/frames/list-template.ts";
import { planChanges } from "#surveys/frames/plan-changes.ts";

const place = (code: string, name: string) => ({ code, nameZh: name, nameEn: `${name} Street` });

const KNOWN: FrameKnown = {
  district: "D",
  streets: [place("S01", "临溪街道"), place("S02", "东桥街道")],
  elsewhere: { own: new Set(["X1"]), named: new Set(["S99"]) },
  communities: [place("S01-01", "柳岸社区")],
  slots: new Map([["OLD", { dayType: "weekday", startsAt: "08:00", endsAt: "11:00" }]]),
  existing: new Map(),
};

function check(kind: FrameKind, lines: string[], known: Partial<FrameKnown> = {}) {
  const [headings, ...rows] = lines.map((line) => line.split(","));
  const list = checkList(kind, headings!, { ...KNOWN, ...known });
  if (list.readable) rows.forEach((cells, i) => list.add(i + 2, cells));
  return list;
}

const problems = (...args: Parameters<typeof check>) =>
  check(...args).problems.map(({ row, column, code }) => [row, column, code]);

test.each(["zh-CN", "en"] as const)("every template is a list without a problem (%s)", (language) => {
  for (const kind of FRAME_KINDS) {
    if (kind === "boundaries") continue;
    const lines = listTemplate(kind, language).map((cells) => cells.join("\u0001"));
    const [headings, ...rows] = lines.map((line) => line.split("\u0001"));
    const list = checkList(kind, headings!, KNOWN);
    rows.forEach((cells, i) => list.add(i + 2, cells));
    expect([kind, list.problems, list.ignored, list.rows.length]).toEqual([kind, [], [], 2]);
  }
  const boundaries = checkBoundaries(boundaryTemplate(language), KNOWN);
  expect([boundaries.problems, boundaries.rows.length]).toEqual([[], 2]);
});

test("columns are found by name in either language, whatever their case, spaces and order", () => {
  const list = check("communities", [
    "户 数（户）,COMMUNITY_CODE,Street Code*,社区名称,remarks",
    "1,280,C1,S01,柳岸",
  ]);
  expect(list.ignored).toEqual(["remarks"]);
  expect(list.readable).toBe(true);
  const row = check("communities", ["户数,community code,street,名称", "1280户,C1,临溪街道,柳岸"]).rows[0];
  expect(row).toEqual({
    number: 2,
    row: { street: "S01", code: "C1", nameZh: "柳岸", households: 1280 },
  });
});

test("a missing or doubled column is a problem of the heading, and rows are not read", () => {
  const list = check("communities", ["街道,社区代码,社区代码", "S01,C1,C1"]);
  expect(list.problems.map(({ row, code, values }) => [row, code, values.key ?? values.heading])).toEqual([
    [1, "column-twice", "社区代码"],
    [1, "missing-column", "households"],
    [1, "missing-column", "nameZh"],
  ]);
  expect(list.count).toBe(0);
});

test("every problem of a row is named with its row and heading", () => {
  const heading = "街道,社区代码,名称,户数,经度,纬度";
  expect(
    problems("communities", [
      heading,
      "S01,C1,甲,-3,,",
      "S09,=HYPERLINK(1),乙,2.5,200,30",
      "S99,C3,丙,many,,",
      ",,,,,",
      "S01,C1,,5,120,",
      "S01,C4,丁,5,30.2,120.1",
      "S01,X1,戊,5,,",
      "S01,C5,己,5,,,extra",
      `S01,C6,${"长".repeat(101)},5,,`,
      "S01,C7,坏\0的,5,,",
      "S01,C8,,5,,",
    ]),
  ).toEqual([
    [2, "户数", "negative"],
    [3, "街道", "unknown-street"],
    [3, "社区代码", "formula"],
    [3, "户数", "not-whole"],
    [3, "经度", "longitude-range"],
    [4, "街道", "other-district"],
    [4, "户数", "not-number"],
    [6, "名称", "no-name"],
    [6, "纬度", "half-place"],
    [7, "纬度", "latitude-range"],
    [8, "社区代码", "other-district"],
    [9, null, "more-cells"],
    [10, "名称", "too-long"],
    [11, "名称", "nul"],
    [12, "名称", "no-name"],
  ]);
});

test("a code that stands twice names both rows", () => {
  const list = check("streets", ["代码,名称", "A,甲", "B,乙", "A,丙"]);
  expect(list.problems).toEqual([
    { row: 4, column: "代码", code: "duplicate", values: { text: "A", other: "2" } },
  ]);
});

test("age bands and sexes are read as people write them", () => {
  const heading = "街道,年龄段,性别,人数,截至日期";
  const list = check("population", [
    heading,
    "S01,18－35岁,男,10,2026/1/1",
    "S01,36至55,Female,10,20260101",
    "S01,56–65,女性,\uff11\uff12,2026年1月1日",
    "S01,20-30,男,10,2026-01-01",
    "S01,18-35,x,10,2026-02-30",
  ]);
  expect(list.rows.map(({ row }) => [row.ageBand, row.sex, row.persons, row.asOf])).toEqual([
    ["18-35", "male", 10, "2026-01-01"],
    ["36-55", "female", 10, "2026-01-01"],
    ["56-65", "female", 12, "2026-01-01"],
  ]);
  expect(list.problems.map(({ row, code }) => [row, code])).toEqual([
    [5, "age-band-word"],
    [6, "sex-word"],
    [6, "date"],
  ]);
});

test("sites: times, slots that are there already, and rows that say different things of one site", () => {
  const heading = "街道,点位代码,类型,点位名称,时段代码,日期类型,开始时间,结束时间,人流量";
  const list = check("sites", [
    heading,
    "S01,P1,公园,小园,A,工作日,8点,11:00,420",
    "S01,P1,公园,,B,周末,9：30,11:00,50",
    "S01,P1,市场,小园,OLD,工作日,08:00,11:00,5",
    "S01,P2,公园,大园,OLD,工作日,08:00,12:00,5",
    "S01,P3,公园,大园,C,工作日,12:00,9:00,5",
    "S01,P4,月球,大园,C,节日,25:00,9:00,5",
  ]);
  expect(list.rows.map(({ row }) => [row.slot, row.startsAt])).toEqual([
    ["A", "08:00"],
    ["B", "09:30"],
  ]);
  expect(list.problems.map(({ row, code }) => [row, code])).toEqual([
    [4, "differs"],
    [5, "slot-differs"],
    [5, "differs"],
    [6, "ends-before"],
    [7, "site-kind-word"],
    [7, "day-type-word"],
    [7, "time"],
  ]);
});

test("a list cannot move a community to another street", () => {
  const existing = new Map([["C1", { street: "S02", code: "C1" }]]);
  expect(problems("communities", ["街道,社区代码,名称,户数", "S01,C1,甲,5"], { existing })).toEqual([
    [2, "街道", "moved"],
  ]);
});

test("dwellings without a position are numbered in the order of their rows, community by community", () => {
  const list = check("dwellings", ["社区,地址", "S01-01,一号", "柳岸社区,二号"]);
  expect(list.rows.map(({ row }) => [row.community, row.position])).toEqual([
    ["S01-01", 1],
    ["S01-01", 2],
  ]);
});

test("an empty cell keeps what is known, a name in one language stands for both, and nothing is taken away", () => {
  const existing = new Map([
    ["A", { code: "A", nameZh: "甲", nameEn: "Jia" }],
    ["B", { code: "B", nameZh: "乙", nameEn: "Yi" }],
    ["C", { code: "C", nameZh: "丙", nameEn: "Bing" }],
  ]);
  const { rows } = check("streets", ["代码,中文名称", "A,甲", "B,乙二", "D,丁"], { existing });
  expect(planChanges("streets", rows, existing)).toEqual({
    added: [{ code: "D", nameZh: "丁", nameEn: "丁" }],
    changed: [{ code: "B", nameZh: "乙二", nameEn: "Yi" }],
    unchanged: 1,
    left: 1,
  });
});
