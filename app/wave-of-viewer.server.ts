import type { AppLoadContext } from "@remix-run/node";
import { readDistrictScope } from "#db/queries/district-scope.ts";
import { findWave } from "#db/queries/list-waves.ts";
import type { Role } from "#db/schema/people.ts";

/** The wave that an address names, if the viewer's roles reach its district. @throws a Response of 401 or 404 */
export async function waveOfViewer(
  { database, viewer }: AppLoadContext,
  waveId: string | undefined,
  roles: readonly Role[],
) {
  if (!viewer) throw new Response(null, { status: 401 });
  const [wave, scope] = await Promise.all([
    findWave(database, viewer.cityId, waveId ?? ""),
    readDistrictScope(database, viewer, roles),
  ]);
  if (!wave || (scope !== "all" && !scope.includes(wave.district.id)))
    throw new Response(null, { status: 404 });
  return { wave, viewer };
}
