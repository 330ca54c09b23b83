import { expect, test } from "vitest";
import { apportion } from "#surveys/fieldwork/apportion.ts";
import { interceptDispositions } from "#surveys/fieldwork/intercept-dispositions.ts";
import { countsOf, QUOTA_KEYS, tallyCells, wantedByDefault } from "#surveys/fieldwork/quota-cells.ts";
import { quotaOvershoot } from "#surveys/fieldwork/quota-overshoot.ts";
import { type HeldReservation, shareOutQuota } from "#surveys/fieldwork/share-out-quota.ts";
import { createRandom } from "#surveys/sampling/random.ts";

const all = (n: number) => countsOf(() => n);
const HOUR = 3_600_000;
const held = (
  deviceId: string,
  reserved: number,
  change: Partial<HeldReservation> = {},
): HeldReservation => ({
  deviceId,
  userId: deviceId,
  reserved: all(reserved),
  arrived: all(0),
  madeAt: 0,
  ...change,
});

test("shares out whole numbers by the largest remainders, worked by hand", () => {
  // Dues 3.5, 2.5 and 1: the odd one goes to the first of the two halves.
  expect(apportion(7, [35, 25, 10])).toEqual([4, 2, 1]);
  expect(apportion(7, [10, 25, 35])).toEqual([1, 3, 3]);
  expect(apportion(5, [0, 0, 0])).toEqual([2, 2, 1]);
  expect(apportion(0, [3, 1])).toEqual([0, 0]);
  expect(() => apportion(2.5, [1])).toThrow(RangeError);
  expect(() => apportion(2, [])).toThrow(RangeError);
  expect(() => apportion(2, [-1, 2])).toThrow(RangeError);
});

test("every part is within one of its due, and the parts add up", () => {
  const random = createRandom("apportion");
  for (let i = 0; i < 500; i++) {
    const total = random.integer(60);
    const weights = Array.from({ length: 1 + random.integer(9) }, () => random.integer(1000));
    const parts = apportion(total, weights);
    const sum = weights.reduce((a, b) => a + b, 0);
    expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
    if (sum > 0)
      parts.forEach((part, j) => expect(Math.abs(part - (total * weights[j]!) / sum)).toBeLessThan(1));
  }
});

test("wants of every cell what its residents are of the street", () => {
  const wanted = wantedByDefault(50, {
    "18-35|female": 300,
    "18-35|male": 300,
    "36-55|female": 200,
    "36-55|male": 200,
  });
  expect(QUOTA_KEYS.map((key) => wanted[key])).toEqual([15, 15, 10, 10, 0, 0]);
  expect(QUOTA_KEYS.map((key) => wantedByDefault(8, {})[key])).toEqual([2, 2, 1, 1, 1, 1]);
});

test("counts what has a cell", () => {
  const counts = tallyCells([
    { ageBand: "18-35", sex: "male" },
    { ageBand: "18-35", sex: "male" },
    { ageBand: "18-35", sex: null },
  ]);
  expect(counts).toEqual({ ...all(0), "18-35|male": 2 });
});

test("two volunteers with three and one sessions share eight as six and two", () => {
  const claims = [
    { userId: "a", sessions: 3 },
    { userId: "b", sessions: 1 },
  ];
  const situation = { wanted: all(10), interviewed: all(2), held: [], claims, now: 0 };
  expect(shareOutQuota(situation, { deviceId: "a", userId: "a" })).toEqual(all(6));
  expect(shareOutQuota(situation, { deviceId: "b", userId: "b" })).toEqual(all(2));
  expect(shareOutQuota(situation, { deviceId: "c", userId: "c" })).toEqual(all(0));
});

test("the odd interview goes to another volunteer in the next cell", () => {
  const claims = ["a", "b"].map((userId) => ({ userId, sessions: 1 }));
  const parts = shareOutQuota(
    { wanted: all(1), interviewed: all(0), held: [], claims, now: 0 },
    { deviceId: "a", userId: "a" },
  );
  expect(QUOTA_KEYS.map((key) => parts[key])).toEqual([1, 0, 1, 0, 1, 0]);
});

test("what others hold is not given again until they synced it, or were silent for 48 hours", () => {
  const claims = [{ userId: "a", sessions: 1 }];
  const left = (now: number, other: HeldReservation) =>
    shareOutQuota(
      { wanted: all(5), interviewed: all(0), held: [other], claims, now },
      { deviceId: "a", userId: "a" },
    )["18-35|male"];
  expect(left(48 * HOUR, held("b", 4))).toBe(1);
  expect(left(48 * HOUR + 1, held("b", 4))).toBe(5);
  expect(left(0, held("b", 4, { arrived: all(3) }))).toBe(4);
  expect(left(0, held("b", 4, { userId: "a" }))).toBe(1);
  expect(left(0, held("a", 4))).toBe(5);
});

test("however often tablets ask, never more is reserved than is left, and nothing is left lying", () => {
  const random = createRandom("share-out");
  for (let round = 0; round < 200; round++) {
    const wanted = countsOf(() => random.integer(12));
    const interviewed = countsOf(() => random.integer(8));
    const claims = Array.from({ length: 1 + random.integer(4) }, (_, i) => ({
      userId: `v${i}`,
      sessions: 1 + random.integer(4),
    }));
    const reservations = new Map<string, HeldReservation>();
    for (const { userId } of [...claims, ...claims].reverse()) {
      const situation = { wanted, interviewed, held: [...reservations.values()], claims, now: 0 };
      const reserved = shareOutQuota(situation, { deviceId: userId, userId });
      reservations.set(userId, held(userId, 0, { reserved }));
    }
    for (const key of QUOTA_KEYS) {
      const total = [...reservations.values()].reduce((sum, { reserved }) => sum + reserved[key], 0);
      expect(total).toBe(Math.max(0, wanted[key] - interviewed[key]));
    }
  }
});

test("the interviews beyond the quota are those finished last", () => {
  const one = (id: string, at: number) => ({ id, at, ageBand: "18-35" as const, sex: "male" as const });
  const interviews = [one("c", 3), one("a", 1), one("b", 1)];
  const over = (n: number) => quotaOvershoot(interviews, all(n)).map(({ id }) => id);
  expect(over(3)).toEqual([]);
  expect(over(1)).toEqual(["b", "c"]);
});

test("who was thanked because a cell was full is not eligible, neither a refusal nor unknown", () => {
  const counts = { approached: 10, refused: 3, complete: 4, partial: 0, ineligible: 1, screened: 2 };
  expect(interceptDispositions(counts)).toMatchObject({ I: 4, R: 3, NE: 3, UO: 0 });
});
