import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchIdle } from "#app/field/vault/auto-lock.ts";

const MINUTE = 60_000;
let page: EventTarget & { visibilityState: string };
let screen: EventTarget;
let locked: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance", "setInterval", "clearInterval"] });
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  screen = new EventTarget();
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", screen);
  locked = 0;
  stop = watchIdle(() => void (locked += 1));
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const show = (visibilityState: string) => {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
};

test("locks ten minutes after the last touch", () => {
  vi.advanceTimersByTime(9 * MINUTE);
  screen.dispatchEvent(new Event("pointerdown"));
  vi.advanceTimersByTime(9 * MINUTE);
  expect(locked).toBe(0);
  vi.advanceTimersByTime(MINUTE);
  expect(locked).toBe(1);
});

test("locks when it comes back into sight after five minutes, though its timers slept", () => {
  show("hidden");
  vi.setSystemTime(Date.now() + 4 * MINUTE);
  show("visible");
  expect(locked).toBe(0);
  show("hidden");
  vi.setSystemTime(Date.now() + 5 * MINUTE);
  show("visible");
  expect(locked).toBe(1);
});

test("a clock that is set back keeps nobody from being locked out; one that is set forward asks for the PIN", () => {
  vi.setSystemTime(Date.now() - 30 * 24 * 60 * MINUTE);
  vi.advanceTimersByTime(9 * MINUTE);
  expect(locked).toBe(0);
  vi.advanceTimersByTime(2 * MINUTE);
  expect(locked).toBeGreaterThan(0);
  screen.dispatchEvent(new Event("pointerdown"));
  locked = 0;
  vi.setSystemTime(Date.now() + 60 * MINUTE);
  vi.advanceTimersByTime(MINUTE);
  expect(locked).toBeGreaterThan(0);
});

test("is no longer watched once stopped", () => {
  stop();
  vi.advanceTimersByTime(60 * MINUTE);
  expect(locked).toBe(0);
});
