import type { Viewer } from "#db/queries/find-viewer.ts";
import type { Role } from "#db/schema/people.ts";

export function hasRole(viewer: Pick<Viewer, "roles"> | null, roles: readonly Role[]): boolean {
  return viewer?.roles.some(({ role }) => roles.includes(role)) ?? false;
}
