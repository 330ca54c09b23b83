import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { readDistrictsOfStreets, readHelpersOf } from "#db/queries/read-helpers.ts";
import { listRenewals, type TabletOfPerson } from "#db/queries/sign-in-renewal.ts";
import { streetScope } from "#db/queries/street-scope.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

/** Tablets that sign volunteers in by PIN: of those volunteers who may work in a street of the viewer. */
export async function tabletsOfViewer(db: Database, viewer: Viewer, now: Date): Promise<TabletOfPerson[]> {
  const { cityId, roles } = viewer;
  const all = await listRenewals(db, cityId, now);
  if (roles.some(({ role, scope }) => MANAGERS.some((each) => each === role) && scope === "city")) return all;
  const districts = await readDistrictsOfStreets(db, cityId);
  const own = [...districts].flatMap(([street, district]) => {
    const scope = streetScope(viewer, MANAGERS, district);
    return scope === "all" || scope.includes(street) ? [street] : [];
  });
  const helpers = new Set((await readHelpersOf(db, cityId, own)).map(({ id }) => id));
  return all.filter(({ userId }) => helpers.has(userId));
}
