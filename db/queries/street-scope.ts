import type { Role } from "../schema/index.ts";
import { holdsForDistrict } from "./district-scope.ts";
import type { Viewer } from "./find-viewer.ts";

/** Streets of a district that a viewer works in through the given roles; "all" where a role holds for the whole of it. */
export function streetScope(viewer: Viewer, roles: readonly Role[], districtId: string): "all" | string[] {
  if (holdsForDistrict(viewer, roles, districtId)) return "all";
  const held = viewer.roles.flatMap(({ role, scope, areaId }) =>
    roles.includes(role) && scope === "street" && areaId ? [areaId] : [],
  );
  return [...new Set(held)];
}
