import { drawWaveSample } from "#surveys/sampling/draw-wave-sample.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

const frames = fc.record({
  sizes: fc.array(fc.integer({ min: 4, max: 900 }), { minLength: 2, maxLength: 25 }),
  empty: fc.integer({ min: 0, max: 3 }),
  footfall: fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 }),
  communitiesPerStreet: fc.integer({ min: 2, max: 8 }),
  dwellingsPerCommunity: fc.integer({ min: 1, max: 40 }),
  sessionsPerStreet: fc.integer({ min: 5, max: 12 }),
  seed: fc.string(),
});

test("draws from any frame: two PSUs or more a stratum, probabilities that fit together, the frame's size given back", () => {
  fc.assert(
    fc.property(frames, ({ sizes, empty, footfall, seed, ...plan }) => {
      const communities = [...sizes, ...new Array<number>(empty).fill(0)].map((dwellings, i) => ({
        id: `C${i}`,
        dwellings,
      }));
      const siteSlots = footfall.map((passers, i) => ({
        id: `P${i}`,
        siteId: `P${i}`,
        slotId: "T",
        footfall: passers,
      }));
      const frame = { streets: [{ id: "S", communities, siteSlots }] };
      const draw = drawWaveSample(frame, { ...plan, interviewsPerSession: 10 }, seed);

      const psus = new Map<string, Set<string>>();
      const piOf = new Map(draw.communities.map((community) => [community.communityId, community.pi]));
      for (const dwelling of draw.dwellings) {
        const inStratum = psus.get(dwelling.stratum) ?? new Set();
        psus.set(dwelling.stratum, inStratum.add(dwelling.psu));
        const pi = piOf.get(dwelling.communityId)!;
        const fits =
          pi > 0 &&
          pi <= 1 &&
          dwelling.conditionalPi <= 1 &&
          Math.abs(dwelling.overallPi - pi * dwelling.conditionalPi) < 1e-12 &&
          dwelling.position <= sizes[Number(dwelling.communityId.slice(1))]!;
        if (!fits) expect.fail(JSON.stringify({ pi, dwelling }));
      }
      for (const inStratum of psus.values()) expect(inStratum.size).toBeGreaterThanOrEqual(2);
      const places = new Set(
        draw.dwellings.map((dwelling) => `${dwelling.communityId} ${dwelling.position}`),
      );
      expect(places.size).toBe(draw.dwellings.length);
      const estimated = draw.dwellings.reduce((sum, dwelling) => sum + 1 / dwelling.overallPi, 0);
      const listed = sizes.reduce((sum, size) => sum + size, 0);
      expect(Math.abs(estimated / listed - 1)).toBeLessThan(1e-9);

      expect(draw.sessions).toHaveLength(plan.sessionsPerStreet);
      expect(new Set(draw.sessions.map((session) => session.psu)).size).toBe(draw.sessions.length);
      expect(draw.sessions.every((session) => session.interval >= 1)).toBe(true);
    }),
    { numRuns: 300, seed: 20260612 },
  );
});
