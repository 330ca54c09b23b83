import type { AppLoadContext } from "@remix-run/node";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { holdsForDistrict } from "#db/queries/district-scope.ts";
import { listDistricts } from "#db/queries/list-districts.ts";

const ROLES = ["administrator"] as const;

/** The wave that an address names, for who administers its whole district. @throws a Response of 401, 403 or 404 */
export async function waveToDesign(context: AppLoadContext, waveId: string | undefined) {
  const found = await waveOfViewer(context, waveId, ROLES);
  if (!holdsForDistrict(found.viewer, ROLES, found.wave.district.id))
    throw new Response(null, { status: 403 });
  return found;
}

/** Districts that the viewer may make waves in. @throws a Response of 401 or 403 */
export async function districtsToDesign({ database, viewer }: AppLoadContext) {
  if (!viewer) throw new Response(null, { status: 401 });
  const all = await listDistricts(database, viewer.cityId);
  const districts = all.filter(({ id }) => holdsForDistrict(viewer, ROLES, id));
  if (districts.length === 0 && all.length > 0) throw new Response(null, { status: 403 });
  return { viewer, districts };
}
