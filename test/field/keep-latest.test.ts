import { expect, test } from "vitest";
import { keepLatest } from "#app/field/keep-latest.ts";

interface Change {
  answers?: string;
  notes?: string;
}

test("what comes while one is written is written together, and nothing is lost", async () => {
  const written: Change[] = [];
  const ends: (() => void)[] = [];
  const keep = keepLatest<Change>((change) => {
    written.push(change);
    return new Promise((resolve) => ends.push(resolve));
  });
  keep({ answers: "a" });
  expect(written).toEqual([{ answers: "a" }]);
  keep({ answers: "ab" });
  keep({ notes: "n" });
  keep({ answers: "abc" });
  ends[0]!();
  await expect.poll(() => written.length).toBe(2);
  expect(written[1]).toEqual({ answers: "abc", notes: "n" });
  ends[1]!();
});

test("what could not be written goes again with the next change", async () => {
  const written: Change[] = [];
  let isFull = true;
  const keep = keepLatest<Change>((change) => {
    if (isFull) return Promise.reject(new Error("full"));
    written.push(change);
    return Promise.resolve();
  });
  keep({ answers: "a", notes: "n" });
  await Promise.resolve();
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  isFull = false;
  keep({ answers: "ab" });
  await expect.poll(() => written).toEqual([{ answers: "ab", notes: "n" }]);
});
