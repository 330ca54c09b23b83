import { createRandom, deriveSeed } from "../sampling/random.ts";
import type { DemoPassages, DemoSiteSlot } from "./demo-district.ts";
import { workingAge } from "./generate-residents.ts";

/**
 * Everybody who passes each site in each slot: two in three live in the street, one in ten outside the
 * district; some are under 18, over 65 or new in the city, and are not eligible.
 */
export function generatePassages(
  seed: string,
  siteSlots: readonly DemoSiteSlot[],
  streets: number,
): DemoPassages {
  const random = createRandom(deriveSeed(seed, "passages"));
  const count = siteSlots.reduce((sum, siteSlot) => sum + siteSlot.passages, 0);
  const passages: DemoPassages = {
    count,
    siteSlot: new Int32Array(count),
    age: new Uint8Array(count),
    sex: new Uint8Array(count),
    halfYear: new Uint8Array(count),
    residence: new Int16Array(count),
    passesPerWeek: new Uint8Array(count),
  };
  const uniform = () => random.uniform();
  siteSlots.forEach((siteSlot, index) => {
    for (let i = 0; i < siteSlot.passages; i++) {
      const passage = siteSlot.firstPassage + i;
      passages.siteSlot[passage] = index;
      const kind = uniform();
      passages.age[passage] =
        kind < 0.07
          ? Math.floor(8 + 10 * uniform())
          : kind < 0.15
            ? 66 + Math.floor(18 * uniform() ** 2)
            : workingAge(uniform, 1.1);
      passages.sex[passage] = uniform() < 0.54 ? 0 : 1;
      passages.halfYear[passage] = uniform() < 0.06 ? 0 : 1;
      const home = uniform();
      passages.residence[passage] =
        home < 0.66 ? siteSlot.street : home < 0.9 ? Math.floor(streets * uniform()) : -1;
      passages.passesPerWeek[passage] = 1 + Math.floor((home < 0.66 ? 13 : 5) * uniform() ** 1.5);
    }
  });
  return passages;
}
