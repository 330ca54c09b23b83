import { createRandom, deriveSeed } from "#surveys/sampling/random.ts";
import { selectResident } from "#surveys/sampling/select-resident.ts";
import { expect, test } from "vitest";

test("gives the same numbers for the same seed on every machine", () => {
  const random = createRandom("问街 A");
  expect([random.integer(1000), random.integer(1000), random.uniform()]).toMatchInlineSnapshot(`
    [
      8,
      639,
      0.24775212081682474,
    ]
  `);
  expect(deriveSeed("A", "dwellings", 3)).toMatchInlineSnapshot(`"66d50d703e4367bcc4401c1355a9960a"`);
});

test("tells labels apart however they are cut", () => {
  expect(deriveSeed("s", "a", "bc")).not.toBe(deriveSeed("s", "ab", "c"));
});

test("gives uniform numbers in [0, 1)", () => {
  const random = createRandom("uniform");
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[Math.floor(random.uniform() * 10)]! += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(27.9); // 0.999 quantile on 9 degrees of freedom
});

test("shuffles without changing the list, every order equally often", () => {
  const list = ["a", "b", "c"];
  const random = createRandom("orders");
  const orders = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(list).join("");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(list).toEqual(["a", "b", "c"]);
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

test("refuses a choice among nobody", () => {
  expect(() => createRandom("a").integer(0)).toThrow("at least 1");
  expect(() => selectResident("a", 0)).toThrow("at least 1");
});

test("selects each of m residents equally often over seeds, and the same one for the same seed", () => {
  const counts = [0, 0, 0];
  for (let i = 0; i < 6000; i++) counts[selectResident(deriveSeed("wave", i), 3)]! += 1;
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(150);
  expect(selectResident("0a1b", 5)).toBe(selectResident("0a1b", 5));
  expect(selectResident("anything", 1)).toBe(0);
});
