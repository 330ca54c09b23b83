import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "../client.ts";
import { streets, type Role } from "../schema/index.ts";
import type { Viewer } from "./find-viewer.ts";

/** Districts that a viewer works in through the given roles; "all" where a role holds in the whole city. */
export async function readDistrictScope(
  db: Database,
  viewer: Viewer,
  roles: readonly Role[],
): Promise<"all" | string[]> {
  const held = viewer.roles.filter(({ role }) => roles.includes(role));
  if (held.some(({ scope }) => scope === "city")) return "all";
  const areas = (scope: string) =>
    held.flatMap((each) => (each.scope === scope && each.areaId ? [each.areaId] : []));
  const streetIds = areas("street");
  const around =
    streetIds.length === 0
      ? []
      : await db
          .selectDistinct({ districtId: streets.districtId })
          .from(streets)
          .where(and(eq(streets.cityId, viewer.cityId), inArray(streets.id, streetIds)));
  return [...new Set([...areas("district"), ...around.map(({ districtId }) => districtId)])];
}

/** True when one of the roles holds for a whole district, not only for some of its streets. */
export function holdsForDistrict(viewer: Viewer, roles: readonly Role[], districtId: string): boolean {
  return viewer.roles.some(
    ({ role, scope, areaId }) =>
      roles.includes(role) && (scope === "city" || (scope === "district" && areaId === districtId)),
  );
}
