import type { Database } from "#db/client.ts";
import { passwordMatches } from "#db/passwords.ts";
import { addCity, changeCityCode, findCityByCode } from "#db/queries/add-city.ts";
import { listPasswords } from "#db/queries/list-passwords.ts";
import { oneAtATime } from "#db/queries/one-at-a-time.ts";
import { removeCity } from "#db/queries/remove-city.ts";
import { DEMO_SEED, generateDistrict } from "#surveys/demo/generate-district.ts";
import { type DemoSignIn, KNOWN_PASSWORD } from "./demo/demo-people.ts";
import { fillDemoCity } from "./demo/fill-demo-city.ts";
import type { OperatorTextKey } from "./operator-text.ts";

const CODE = "demo";
/** The city's code until everything in it is there: what carries it is removed and made again. */
const UNFINISHED = "demo-unfinished";

/** Keys of the texts for the operator. */
export type SeedStep = Extract<OperatorTextKey, `seed-${string}`>;

export interface SeedOptions {
  /** "known": everybody has the password that the documentation names. */
  passwords: "known" | "generated";
  onProgress(step: SeedStep, done: number, total: number): void;
  /** "small" for tests. */
  size?: "full" | "small";
  /** Monthly waves before the present one; five of the full size and none of the small, unless given. */
  earlierWaves?: number;
  /** The moment that the fieldwork leads up to; now, unless given. */
  now?: Date;
}

/**
 * Fills in the demo city: a fictional district with a wave in the field, answered by simulated people, and earlier
 * waves that are over.
 *
 * Does nothing when it is there; one left half made is removed first. Two calls at once make one city.
 *
 * @returns the sign-ins; of a demo that was there already only if they still have the known password
 */
export async function seedDemo(
  database: Database,
  {
    passwords,
    onProgress,
    size = "full",
    earlierWaves = size === "full" ? 5 : 0,
    now = new Date(),
  }: SeedOptions,
): Promise<{ signIns: DemoSignIn[] }> {
  return oneAtATime(database, "seed the demo", async () => {
    const existing = await findCityByCode(database, CODE);
    if (existing) return { signIns: await knownSignIns(database, existing) };
    const unfinished = await findCityByCode(database, UNFINISHED);
    if (unfinished) await removeCity(database, unfinished);

    onProgress("seed-district", 0, 1);
    const district = generateDistrict(DEMO_SEED, size);
    const { zh, en } = district.city;
    const city = { code: UNFINISHED, nameZh: zh, nameEn: en, timeZone: "Asia/Shanghai" };
    const cityId = await addCity(database, city);
    const signIns = await fillDemoCity(database, cityId, district, {
      passwords,
      onProgress,
      size,
      earlierWaves,
      now,
      seed: DEMO_SEED,
    });
    await changeCityCode(database, cityId, CODE);
    return { signIns };
  });
}

async function knownSignIns(database: Database, cityId: string): Promise<DemoSignIn[]> {
  const people = await listPasswords(database, cityId);
  const still = await Promise.all(
    people.map(({ passwordHash }) => passwordMatches(passwordHash, KNOWN_PASSWORD)),
  );
  return people
    .filter((_, i) => still[i])
    .map(({ login, role }) => ({ login, password: KNOWN_PASSWORD, role }));
}
