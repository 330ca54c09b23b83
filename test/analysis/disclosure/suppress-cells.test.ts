import fc from "fast-check";
import { expect, test } from "vitest";
import { suppressCells } from "#analysis/disclosure/suppress-cells.ts";

const cells = (...n: number[]) => n.map((each) => ({ n: each, unanimous: false }));

test("shows every cell with ten respondents or more, and those with nobody", () => {
  expect(suppressCells(cells(10, 11, 0))).toEqual(["shown", "shown", "shown"]);
});

test("suppresses a cell of nine, and the smallest other one, which would give it away", () => {
  expect(suppressCells(cells(40, 9, 25, 30))).toEqual(["shown", "suppressed", "complementary", "shown"]);
});

test("suppresses more until those suppressed have ten respondents together", () => {
  expect(suppressCells(cells(1, 2, 50, 60))).toEqual(["suppressed", "suppressed", "complementary", "shown"]);
  expect(suppressCells(cells(5, 6, 50, 60))).toEqual(["suppressed", "suppressed", "shown", "shown"]);
});

test("suppresses a cell of one mind however large", () => {
  const alike = { n: 200, unanimous: true };
  expect(suppressCells([alike, ...cells(50, 60)])).toEqual(["suppressed", "complementary", "shown"]);
});

test("suppresses everything where nothing else is left, and minds an empty table", () => {
  expect(suppressCells(cells(3, 0))).toEqual(["suppressed", "shown"]);
  expect(suppressCells(cells(3, 400))).toEqual(["suppressed", "complementary"]);
  expect(suppressCells([])).toEqual([]);
});

test("never shows a small cell, and never hides exactly one or fewer than ten while others are left", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ n: fc.nat(30), unanimous: fc.boolean() }), { maxLength: 12 }),
      (table) => {
        const shown = suppressCells(table);
        table.forEach(({ n, unanimous }, i) => {
          if (n > 0 && (n < 10 || unanimous)) expect(shown[i]).toBe("suppressed");
        });
        const hidden = table.filter((_, i) => shown[i] !== "shown");
        const left = table.filter(({ n }, i) => shown[i] === "shown" && n > 0);
        const together = hidden.reduce((sum, { n }) => sum + n, 0);
        if (hidden.length > 0 && left.length > 0) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(together).toBeGreaterThanOrEqual(10);
        }
      },
    ),
  );
});
