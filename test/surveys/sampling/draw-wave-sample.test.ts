import { drawWaveSample } from "#surveys/sampling/draw-wave-sample.ts";
import type { SamplingFrame } from "#surveys/sampling/draw-wave-sample.ts";
import { frameHash } from "#surveys/sampling/frame-hash.ts";
import { expect, test } from "vitest";

const sizes = [60, 75, 90, 110, 130, 150, 180, 220, 300, 450];
const frame: SamplingFrame = {
  streets: ["S1", "S2"].map((street) => ({
    id: street,
    communities: sizes.map((dwellings, i) => ({ id: `${street}-C${i}`, dwellings })),
    siteSlots: Array.from({ length: 12 }, (_, i) => ({
      id: `${street}-P${i}`,
      siteId: `${street}-P${i % 4}`,
      slotId: `T${i % 3}`,
      footfall: 40 + 60 * i,
    })),
  })),
};
const plan = {
  communitiesPerStreet: 3,
  dwellingsPerCommunity: 20,
  sessionsPerStreet: 6,
  interviewsPerSession: 12,
};

test("repeats a draw bit for bit from its seed, whatever the order of the frame's rows", () => {
  const shuffledFrame: SamplingFrame = {
    streets: [...frame.streets].reverse().map((street) => ({
      ...street,
      communities: [...street.communities].reverse(),
      siteSlots: [...street.siteSlots].reverse(),
    })),
  };
  expect(drawWaveSample(shuffledFrame, plan, "A")).toEqual(drawWaveSample(frame, plan, "A"));
  expect(drawWaveSample(frame, plan, "B")).not.toEqual(drawWaveSample(frame, plan, "A"));
});

test("draws the frozen example", () => {
  const draw = drawWaveSample(frame, plan, "2026-06");
  expect({
    hash: draw.frameHash,
    communities: draw.communities.map((community) => [community.communityId, community.pi, community.order]),
    dwellings: draw.dwellings.slice(0, 2),
    sessions: draw.sessions.map((session) => [session.psu, session.overallPi, session.interval]),
  }).toMatchInlineSnapshot(`
    {
      "communities": [
        [
          "S1-C6",
          0.3059490084985836,
          2,
        ],
        [
          "S1-C8",
          0.509915014164306,
          4,
        ],
        [
          "S1-C9",
          0.7648725212464589,
          7,
        ],
        [
          "S2-C6",
          0.3059490084985836,
          4,
        ],
        [
          "S2-C7",
          0.37393767705382436,
          8,
        ],
        [
          "S2-C3",
          0.18696883852691218,
          10,
        ],
      ],
      "dwellings": [
        {
          "communityId": "S1-C6",
          "conditionalPi": 0.1111111111111111,
          "order": 1,
          "overallPi": 0.0339943342776204,
          "position": 1,
          "psu": "S1-C6",
          "replicate": 0,
          "selectionSeed": "8e8e6b8663301563b022421788a371c0",
          "stratum": "S1",
          "streetId": "S1",
        },
        {
          "communityId": "S1-C6",
          "conditionalPi": 0.1111111111111111,
          "order": 2,
          "overallPi": 0.0339943342776204,
          "position": 10,
          "psu": "S1-C6",
          "replicate": 0,
          "selectionSeed": "32705fb60b3434bcc8fc0c1de2be8bb0",
          "stratum": "S1",
          "streetId": "S1",
        },
      ],
      "hash": "b31b36bad5bc3a2331a035fa74d6edfd4ead8248e9fbc0c3de46bd518900d1e4",
      "sessions": [
        [
          "S1-P11#1",
          0.9459459459459459,
          23,
        ],
        [
          "S1-P2#1",
          0.21621621621621623,
          5,
        ],
        [
          "S1-P4#1",
          0.3783783783783784,
          9,
        ],
        [
          "S1-P5#1",
          0.4594594594594595,
          11,
        ],
        [
          "S1-P10#1",
          0.8648648648648649,
          21,
        ],
        [
          "S1-P3#1",
          0.2972972972972973,
          7,
        ],
        [
          "S2-P9#1",
          0.7837837837837838,
          19,
        ],
        [
          "S2-P10#1",
          0.8648648648648649,
          21,
        ],
        [
          "S2-P6#1",
          0.5405405405405406,
          13,
        ],
        [
          "S2-P11#1",
          0.9459459459459459,
          23,
        ],
        [
          "S2-P5#1",
          0.4594594594594595,
          11,
        ],
        [
          "S2-P8#1",
          0.7027027027027027,
          17,
        ],
      ],
    }
  `);
});

test("keeps the samples of other streets when one street's frame changes", () => {
  const changed = structuredClone(frame);
  changed.streets[1]!.communities.push({ id: "S2-new", dwellings: 99 });
  const before = drawWaveSample(frame, plan, "A").dwellings.filter((dwelling) => dwelling.streetId === "S1");
  const after = drawWaveSample(changed, plan, "A").dwellings.filter((dwelling) => dwelling.streetId === "S1");
  expect(after).toEqual(before);
  expect(frameHash(changed)).not.toBe(frameHash(frame));
});

test("estimates the sizes of its frames without bias (Horvitz-Thompson, Hansen-Hurwitz)", () => {
  const waves = 400;
  const sums = { communities: 0, siteSlots: 0 };
  for (let wave = 0; wave < waves; wave++) {
    const draw = drawWaveSample(frame, plan, `totals ${wave}`);
    const dwellings = draw.dwellings.reduce((sum, drawn) => sum + 1 / drawn.overallPi, 0);
    expect(dwellings).toBeCloseTo(2 * 1765, 6); // PPS with an equal take knows the listed dwellings exactly
    sums.communities += draw.communities.reduce((sum, drawn) => sum + 1 / drawn.pi, 0) / waves;
    sums.siteSlots += draw.sessions.reduce((sum, drawn) => sum + 1 / drawn.overallPi, 0) / waves;
  }
  expect(Math.abs(sums.communities - 20)).toBeLessThan(0.8);
  expect(Math.abs(sums.siteSlots - 24)).toBeLessThan(1.5);
});

test("gives every dwelling of an uncertain community the same overall probability", () => {
  const { dwellings } = drawWaveSample(frame, plan, "equal");
  for (const dwelling of dwellings) {
    expect(dwelling.overallPi).toBeCloseTo((3 * 20) / 1765, 12);
    expect(dwelling.psu).toBe(dwelling.communityId);
    expect(dwelling.stratum).toBe(dwelling.streetId);
  }
  expect(new Set(dwellings.map((d) => `${d.communityId} ${d.position}`)).size).toBe(120);
  expect(new Set(dwellings.map((d) => d.selectionSeed)).size).toBe(120);
});

test("makes a certainty community a stratum whose four subsamples are its PSUs", () => {
  const large = structuredClone(frame);
  large.streets[0]!.communities.push({ id: "S1-large", dwellings: 1500 });
  const draw = drawWaveSample(large, plan, "certain");
  const community = draw.communities.find((drawn) => drawn.communityId === "S1-large");
  expect(community).toMatchObject({ pi: 1, stratum: "S1/S1-large" });
  const dwellings = draw.dwellings.filter((drawn) => drawn.communityId === "S1-large");
  expect(dwellings).toHaveLength(20);
  expect(dwellings[0]!.overallPi).toBe(20 / 1500);
  const psus = dwellings.map((drawn) => drawn.psu);
  for (const psu of ["S1-large#1", "S1-large#2", "S1-large#3", "S1-large#4"]) {
    expect(psus.filter((each) => each === psu)).toHaveLength(5);
  }
  const rest = draw.communities.filter((drawn) => drawn.stratum === "S1");
  expect(rest).toHaveLength(2);
  for (const drawn of rest) expect(drawn.pi).toBeCloseTo((2 * drawn.size) / 1765, 12);
});

test("takes every dwelling of a community with fewer than the plan asks for", () => {
  const small = structuredClone(frame);
  small.streets[0]!.communities = [15, 16, 17, 18, 19].map((dwellings, i) => ({ id: `c${i}`, dwellings }));
  const drawn = drawWaveSample(small, plan, "small").dwellings.filter((each) => each.streetId === "S1");
  for (const each of drawn) expect(each.conditionalPi).toBe(1);
  expect(
    drawn.filter((each) => each.communityId === drawn[0]!.communityId).map((each) => each.position),
  ).toEqual(
    Array.from(
      { length: drawn.filter((each) => each.communityId === drawn[0]!.communityId).length },
      (_, i) => i + 1,
    ),
  );
});

test("holds a busy slot's several hits apart as sessions of their own", () => {
  const busy = structuredClone(frame);
  busy.streets[0]!.siteSlots[0]!.footfall = 9000;
  const sessions = drawWaveSample(busy, plan, "busy").sessions.filter((drawn) => drawn.streetId === "S1");
  expect(sessions).toHaveLength(6);
  expect(new Set(sessions.map((drawn) => drawn.psu)).size).toBe(6);
  const hits = sessions.filter((drawn) => drawn.siteSlotId === "S1-P0");
  expect(hits.length).toBeGreaterThanOrEqual(3);
  expect(hits[0]!.overallPi).toBeCloseTo((6 * 9000) / (9000 + 4400), 12);
  expect(hits[0]!.interval).toBe(Math.floor((9000 * 0.4) / 12));
});

test("says in a sentence what frame or plan cannot be drawn from", () => {
  expect(() => drawWaveSample(frame, { ...plan, sessionsPerStreet: 4 }, "A")).toThrow(
    "street S1 needs at least 5 sessions, not 4",
  );
  expect(() => drawWaveSample(frame, { ...plan, communitiesPerStreet: 1 }, "A")).toThrow(
    "at least 2 communities",
  );
  const empty = { streets: [{ id: "S", communities: [], siteSlots: [] }] };
  expect(() => drawWaveSample(empty, plan, "A")).toThrow("at least one community with dwellings");
  const twice = structuredClone(frame);
  twice.streets[0]!.communities[1]!.id = "S1-C0";
  expect(() => drawWaveSample(twice, plan, "A")).toThrow("holds the community S1-C0 twice");
  const elsewhere = structuredClone(frame);
  elsewhere.streets[1]!.siteSlots[0]!.id = "S1-P3";
  expect(() => drawWaveSample(elsewhere, plan, "A")).toThrow("holds the site and slot S1-P3 twice");
  const half = structuredClone(frame);
  half.streets[0]!.siteSlots[0]!.footfall = 1.5;
  expect(() => drawWaveSample(half, plan, "A")).toThrow("must be a whole number, not 1.5");
  const tiny = structuredClone(frame);
  tiny.streets[0]!.communities = [3, 30, 40].map((dwellings, i) => ({ id: `c${i}`, dwellings }));
  expect(() => drawWaveSample(tiny, plan, "A")).toThrow("join it to a neighbour");
});
