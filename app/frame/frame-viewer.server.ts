import type { AppLoadContext } from "@remix-run/node";
import { holdsForDistrict } from "#db/queries/district-scope.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import type { FrameUpload } from "#db/queries/frame-uploads.ts";
import { type District, listDistricts } from "#db/queries/list-districts.ts";
import { readUpload } from "./run-upload.server.ts";

const ROLES = ["administrator"] as const;

export interface FrameViewer {
  viewer: Viewer;
  /** Districts whose lists this person keeps. */
  districts: District[];
  /** Whether districts may be added: an administrator of the whole city. */
  wholeCity: boolean;
}

/** Who asks, and for which districts. @throws a Response of 401, or 403 for whom no district is in reach */
export async function frameViewer({ database, viewer }: AppLoadContext): Promise<FrameViewer> {
  if (!viewer) throw new Response(null, { status: 401 });
  const all = await listDistricts(database, viewer.cityId);
  const districts = all.filter(({ id }) => holdsForDistrict(viewer, ROLES, id));
  const wholeCity = viewer.roles.some(({ role, scope }) => role === "administrator" && scope === "city");
  if (districts.length === 0 && !wholeCity) throw new Response(null, { status: 403 });
  return { viewer, districts, wholeCity };
}

/** The upload that an address names, if it is within the viewer's reach. @throws a Response of 401, 403 or 404 */
export async function uploadOfViewer(
  context: AppLoadContext,
  uploadId: string | undefined,
): Promise<{ viewer: Viewer; upload: FrameUpload }> {
  const { viewer, districts } = await frameViewer(context);
  const upload = await readUpload(context.database, viewer.cityId, uploadId ?? "");
  if (!upload || !districts.some(({ id }) => id === upload.district.id))
    throw new Response(null, { status: 404 });
  return { viewer, upload };
}
