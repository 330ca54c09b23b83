import { expect, test } from "vitest";
import { interceptWeights } from "#analysis/weighting/intercept-weights.ts";
import { createRandom } from "#surveys/sampling/random.ts";

const K = 8;

/** Minutes between passers-by, of an interview, and of a refusal. */
const TIMES = { gap: 0.25, interview: 6, refusal: 0.5 };

/**
 * An interviewer alone at a corner. With `countsOn` somebody counts for them, and whose turn comes while they are busy
 * is missed; without, nobody is counted while they are busy.
 */
function holdSession(seed: string, countsOn: boolean) {
  const random = createRandom(seed);
  const held = { passed: 0, approached: 0, refused: 0, ineligible: 0, interviewed: 0 };
  let [eligibleCounted, eligiblePassed, busyUntil, now] = [0, 0, 0, 0];
  for (let person = 0; person < 40_000; person++) {
    now += -Math.log(1 - random.uniform()) * TIMES.gap;
    const eligible = random.uniform() < 0.7;
    const refuses = random.uniform() < 0.4;
    eligiblePassed += Number(eligible);
    const busy = now < busyUntil;
    if (busy && !countsOn) continue;
    held.passed += 1;
    eligibleCounted += Number(eligible);
    if (held.passed % K !== 0 || busy) continue;
    held.approached += 1;
    if (refuses) held.refused += 1;
    else if (eligible) held.interviewed += 1;
    else held.ineligible += 1;
    busyUntil = now + (refuses ? TIMES.refusal : eligible ? TIMES.interview : 0);
  }
  const { sessions } = interceptWeights([{ sessionId: seed, overallPi: 1, ...held }]);
  const [session] = sessions;
  if (!session || "withheld" in session) throw new Error("no weight");
  return { held, eligibleCounted, eligiblePassed, estimated: session.weight * held.interviewed };
}

test("with the counter closed while busy, one in k is asked and the weights give the passages counted", () => {
  const { held, eligibleCounted, eligiblePassed, estimated } = holdSession("alone", false);
  expect(held.approached).toBe(Math.floor(held.passed / K));
  expect(Math.abs(estimated / eligibleCounted - 1)).toBeLessThan(0.04);
  expect(eligibleCounted / eligiblePassed).toBeLessThan(0.5);
});

test("counting on while busy gives all passages, because the missed are counted and not approached", () => {
  const { held, eligiblePassed, estimated } = holdSession("two", true);
  expect(held.approached).toBeLessThan(0.7 * Math.floor(held.passed / K));
  expect(Math.abs(estimated / eligiblePassed - 1)).toBeLessThan(0.04);
});

test("k instead of passed/approached would lose the missed", () => {
  const { held, eligiblePassed, estimated } = holdSession("two", true);
  const byInterval = (estimated * K) / (held.passed / held.approached);
  expect(byInterval / eligiblePassed).toBeLessThan(0.75);
});

test("under quotas the screened are passages too, spoken for by who was interviewed", () => {
  // 100 passed, 10 asked: 4 interviewed, 2 thanked, 3 refused, 1 not eligible. (6 + 3 · 6/7) · 10 / 4 = 150/7.
  const counts = { passed: 100, approached: 10, refused: 3, ineligible: 1, interviewed: 4, screened: 2 };
  const { sessions } = interceptWeights([{ sessionId: "s", overallPi: 1, ...counts }]);
  expect(sessions[0]).toMatchObject({ weight: expect.closeTo(150 / 7, 12) as number });
});
