import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { distanceTo, type Helper } from "#surveys/fieldwork/suggest-assignments.ts";
import type { Database } from "../client.ts";
import { streets, userRoles, users } from "../schema/index.ts";

export interface NamedHelper extends Helper {
  name: string;
}

/** Everybody who may be given cases: volunteers who are not disabled, with the areas that their roles hold in. */
export async function readHelpers(db: Database, cityId: string): Promise<NamedHelper[]> {
  const rows = await db
    .select({ id: users.id, name: users.name, scope: userRoles.scope, areaId: userRoles.areaId })
    .from(users)
    .innerJoin(userRoles, and(eq(userRoles.cityId, users.cityId), eq(userRoles.userId, users.id)))
    .where(and(eq(users.cityId, cityId), eq(userRoles.role, "volunteer"), isNull(users.disabledAt)))
    .orderBy(asc(users.login));
  const byId = new Map<string, NamedHelper & { places: Helper["places"][number][] }>();
  for (const { id, name, scope, areaId } of rows) {
    const helper = byId.get(id) ?? { id, name, places: [] };
    helper.places.push({ scope, areaId });
    byId.set(id, helper);
  }
  return [...byId.values()];
}

/** Those of them who may work in one of some streets. */
export async function readHelpersOf(
  db: Database,
  cityId: string,
  streetIds: readonly string[],
): Promise<NamedHelper[]> {
  const [helpers, districts] = await Promise.all([
    readHelpers(db, cityId),
    readDistrictsOfStreets(db, cityId),
  ]);
  return helpers.filter((each) => streetIds.some((id) => distanceTo(each, id, districts) < Infinity));
}

/** District of each street of the city. */
export async function readDistrictsOfStreets(db: Database, cityId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: streets.id, districtId: streets.districtId })
    .from(streets)
    .where(eq(streets.cityId, cityId));
  return new Map(rows.map(({ id, districtId }) => [id, districtId]));
}

/** Names of some people of the city, also of those who may not work any more. */
export async function readNames(
  db: Database,
  cityId: string,
  userIds: readonly string[],
): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(eq(users.cityId, cityId), inArray(users.id, [...new Set(userIds)])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
