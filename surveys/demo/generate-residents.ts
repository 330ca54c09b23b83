import { createRandom, deriveSeed } from "../sampling/random.ts";
import type { DemoCommunity, DemoDwellings, DemoResidents } from "./demo-district.ts";

/** Chances of 1 to 6 residents of working age in a dwelling that has any. */
const WORKING_AGE_CHANCES = [0.27, 0.45, 0.16, 0.08, 0.03, 0.01];
const EMPTY = 0.04;
const OLD_ONLY = 0.07;

/**
 * Fills the communities' dwellings: some empty, some with nobody aged 18 to 65, most with one to six who are,
 * and children and grandparents beside them. About 2.5 persons a dwelling; 3 to 8 in 100 have lived here for
 * less than half a year.
 */
export function generateResidents(
  seed: string,
  communities: readonly DemoCommunity[],
): { dwellings: DemoDwellings; residents: DemoResidents } {
  const random = createRandom(deriveSeed(seed, "residents"));
  const count = communities.reduce((sum, community) => sum + community.dwellings, 0);
  const community = new Int32Array(count);
  const firstResident = new Int32Array(count + 1);
  const ages: number[] = [];
  const dwellingOf: number[] = [];
  let dwelling = 0;
  communities.forEach((each, index) => {
    const youth = 0.75 + 0.5 * random.uniform();
    for (let i = 0; i < each.dwellings; i++, dwelling++) {
      community[dwelling] = index;
      firstResident[dwelling] = ages.length;
      for (const age of householdAges(() => random.uniform(), youth)) {
        ages.push(age);
        dwellingOf.push(dwelling);
      }
    }
  });
  firstResident[count] = ages.length;
  const residents: DemoResidents = {
    count: ages.length,
    dwelling: Int32Array.from(dwellingOf),
    age: Uint8Array.from(ages),
    sex: Uint8Array.from(ages, () => (random.uniform() < 0.51 ? 0 : 1)),
    halfYear: Uint8Array.from(ages, (age) => (random.uniform() < (age < 30 ? 0.08 : 0.03) ? 0 : 1)),
  };
  return { dwellings: { count, community, firstResident }, residents };
}

function householdAges(uniform: () => number, youth: number): number[] {
  const kind = uniform();
  if (kind < EMPTY) return [];
  const old = () => 66 + Math.floor(24 * uniform() ** 1.5);
  if (kind < EMPTY + OLD_ONLY) return uniform() < 0.55 ? [old(), old()] : [old()];
  let left = uniform();
  const adults = 1 + WORKING_AGE_CHANCES.findIndex((chance) => (left -= chance) < 0);
  const ages = Array.from({ length: Math.max(1, adults) }, () => workingAge(uniform, youth));
  if (ages.length >= 2 && Math.min(...ages) < 50) {
    for (let child = 0; child < 2; child++) if (uniform() < 0.3) ages.push(Math.floor(18 * uniform()));
  }
  if (uniform() < 0.12) ages.push(old());
  return ages;
}

/** 18 to 65; `youth` above 1 makes a community younger. */
export function workingAge(uniform: () => number, youth: number): number {
  return Math.min(65, 18 + Math.floor(48 * uniform() ** youth));
}
