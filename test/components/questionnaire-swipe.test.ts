import { expect, test } from "vitest";
import { readSwipe } from "#app/components/questionnaire-swipe.ts";

const from = { x: 400, y: 600, at: 0 };
const to = (across: number, down = 0, after = 200) => ({ x: 400 + across, y: 600 + down, at: after });

test("a swipe to the left is on, to the right is back", () => {
  expect(readSwipe(from, to(-200), 800)).toBe("next");
  expect(readSwipe(from, to(200), 800)).toBe("back");
  expect(readSwipe(from, to(-200, 70), 800)).toBe("next");
});

test("what is short, slow or oblique turns no page", () => {
  expect(readSwipe(from, to(-100), 800)).toBeNull();
  expect(readSwipe(from, to(-200, 120), 800)).toBeNull();
  expect(readSwipe(from, to(0, 400), 800)).toBeNull();
  expect(readSwipe(from, to(-200, 0, 1200), 800)).toBeNull();
});

test("on a phone the way is shorter; at the edges it is the system's", () => {
  expect(readSwipe({ x: 300, y: 0, at: 0 }, { x: 230, y: 0, at: 100 }, 360)).toBe("next");
  expect(readSwipe({ x: 10, y: 0, at: 0 }, { x: 200, y: 0, at: 100 }, 360)).toBeNull();
  expect(readSwipe({ x: 355, y: 0, at: 0 }, { x: 100, y: 0, at: 100 }, 360)).toBeNull();
});
