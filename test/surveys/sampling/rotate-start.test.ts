import { drawCommunities } from "#surveys/sampling/draw-communities.ts";
import { drawWaveSample } from "#surveys/sampling/draw-wave-sample.ts";
import type { SamplingFrame } from "#surveys/sampling/draw-wave-sample.ts";
import { expectedKept, startShift } from "#surveys/sampling/rotate-start.ts";
import { expect, test } from "vitest";

test("finds the shift by hand: three units of a third, one of which moves out halfway", () => {
  // K(d) = 3 · (1/3 − d) on [0, 1/3]: half of them is d = 1/6.
  const { shift, expectedKept: kept } = startShift([1 / 3, 1 / 3, 1 / 3], 0.5);
  expect(shift).toBeCloseTo(1 / 6, 14);
  expect(kept).toBeCloseTo(0.5, 14);
});

test("finds the shift for any probabilities and part, and says what can be had where the part cannot", () => {
  const pis = [0.1, 0.2, 0.25, 0.4, 0.55, 0.7, 0.8];
  for (const part of [0.4, 0.5, 0.66, 0.9, 0.999]) {
    const { shift, expectedKept: kept } = startShift(pis, part);
    expect(shift).toBeLessThanOrEqual(0.5);
    expect(kept).toBeCloseTo(part * 3, 12);
    expect(expectedKept(pis, shift)).toBeCloseTo(kept, 12);
  }
  expect(startShift(pis, 1).shift).toBe(0);
  // 2 · (0.05 + 0.2 + 0.3) at half a turn is the least.
  expect(startShift(pis, 0)).toEqual({ shift: 0.5, expectedKept: expect.closeTo(1.1, 12) as number });
  expect(startShift([], 0.5)).toEqual({ shift: 0, expectedKept: 0 });
  for (const part of [-0.1, 1.1, NaN]) expect(() => startShift(pis, part)).toThrow("between 0 and 1");
});

const sizes = [60, 75, 90, 110, 130, 150, 180, 220, 300, 450];
const frame: SamplingFrame = {
  streets: ["S1", "S2"].map((street) => ({
    id: street,
    communities: sizes.map((dwellings, i) => ({ id: `${street}-C${i}`, dwellings })),
    siteSlots: [{ id: `${street}-P`, siteId: "P", slotId: "T", footfall: 100 }],
  })),
};
const plan = {
  communitiesPerStreet: 3,
  dwellingsPerCommunity: 20,
  sessionsPerStreet: 5,
  interviewsPerSession: 12,
};

test("a community keeps its permanent random number: added ones leave the others' order as it was", () => {
  const all = (communities: { id: string; dwellings: number }[]) =>
    drawCommunities({ id: "S", communities, siteSlots: [] }, 99, "seed", { start: 0 }).communities;
  const communities = sizes.map((dwellings, i) => ({ id: `C${i}`, dwellings }));
  const before = all(communities).map(({ communityId }) => communityId);
  const after = all([...communities, { id: "new", dwellings: 70 }]).map(({ communityId }) => communityId);
  expect(after.filter((id) => id !== "new")).toEqual(before);
  expect(before).not.toEqual(communities.map(({ id }) => id));
});

test("a chain of waves keeps the order and moves the starts; a street that is new starts anew", () => {
  const first = drawWaveSample(frame, plan, "wave 1");
  expect(first.rotation.orderSeed).toBe("wave 1");
  const keep = { waveId: "1", part: 0.6 };
  const only = { streets: frame.streets.slice(0, 1) };
  const before = drawWaveSample(only, plan, "wave 1");
  const second = drawWaveSample(frame, { ...plan, keep }, "wave 2", before.rotation);
  expect(second.rotation.orderSeed).toBe("wave 1");
  expect(second.rotation.streets!["S1"]!.expectedKept).toBeCloseTo(0.6 * 3, 12);
  expect(second.rotation.streets!["S2"]).toEqual({ frame: 10, expectedKept: null });
  const pis = sizes.map((size) => (3 * size) / 1765);
  const { shift } = startShift(pis, 0.6);
  expect(second.rotation.starts["S1"]).toBe((before.rotation.starts["S1"]! + shift) % 1);
  const third = drawWaveSample(frame, { ...plan, keep: { waveId: "2", part: 1 } }, "wave 3", second.rotation);
  expect(third.communities).toEqual(second.communities);
  expect(third.dwellings).not.toEqual(second.dwellings);
  expect(() => drawWaveSample(frame, { ...plan, keep }, "wave 2")).toThrow("was not drawn so");
});

test("over many first waves the part kept is the one stated, and certain communities are always kept", () => {
  const large = structuredClone(frame);
  large.streets[0]!.communities.push({ id: "S1-large", dwellings: 1500 });
  const keep = { waveId: "1", part: 0.5 };
  const waves = 1000;
  const kept = { S1: 0, S2: 0 };
  const street = (id: "S1" | "S2") => large.streets.find((each) => each.id === id)!;
  for (let i = 0; i < waves; i++) {
    for (const id of ["S1", "S2"] as const) {
      const orderSeed = `first ${i}`;
      const start = (i + 0.5) / waves;
      const first = drawCommunities(street(id), 3, orderSeed, { start });
      const next = drawCommunities(street(id), 3, orderSeed, { earlierStart: start, part: keep.part });
      const had = new Set(first.communities.map(({ communityId }) => communityId));
      kept[id] += next.communities.filter(({ communityId }) => had.has(communityId)).length / waves;
      expect(next.expectedKept).toBeCloseTo(id === "S1" ? 1 + 1 : 1.5, 12);
    }
  }
  expect(Math.abs(kept.S1 - 2)).toBeLessThan(0.08);
  expect(Math.abs(kept.S2 - 1.5)).toBeLessThan(0.08);
});

test("streets may take numbers of their own, and a street that the frame lacks is named", () => {
  const byStreet = { S2: { communities: 5, sessions: 8 } };
  const draw = drawWaveSample(frame, { ...plan, byStreet }, "own");
  const count = (units: readonly { streetId: string }[]) =>
    ["S1", "S2"].map((id) => units.filter(({ streetId }) => streetId === id).length);
  expect(count(draw.communities)).toEqual([3, 5]);
  expect(count(draw.dwellings)).toEqual([60, 100]);
  expect(count(draw.sessions)).toEqual([5, 8]);
  expect(() => drawWaveSample(frame, { ...plan, byStreet: { S9: {} } }, "own")).toThrow("S9");
});

test("draws by the measure of size and takes dwellings from the listing; drawn and unlisted ones are named", () => {
  const known = structuredClone(frame);
  for (const street of known.streets) {
    street.communities = street.communities.map(({ id, dwellings }) => ({
      id,
      dwellings: 0,
      size: dwellings,
    }));
  }
  const names = drawWaveSample(frame, plan, "listing").communities.map(({ communityId }) => communityId);
  expect(() => drawWaveSample(known, plan, "listing")).toThrow(
    `6 drawn communities have no listing of dwellings: ${names.join(", ")}. Upload their listings and draw again ` +
      "with the same seed: the same communities will be drawn",
  );
  for (const street of known.streets) {
    for (const each of street.communities) if (names.includes(each.id)) each.dwellings = each.size! + 7;
  }
  const draw = drawWaveSample(known, plan, "listing");
  expect(draw.communities.map(({ communityId }) => communityId)).toEqual(names);
  for (const { communityId, conditionalPi, overallPi } of draw.dwellings) {
    const { size, pi, listed } = draw.communities.find((each) => each.communityId === communityId)!;
    expect(pi).toBe((3 * size) / 1765);
    expect(listed).toBe(size + 7);
    expect(conditionalPi).toBe(20 / listed);
    expect(overallPi).toBe(pi * conditionalPi);
  }
});
