import type { Role } from "#db/schema/people.ts";

/** The room that a person's work is in. Null: a person without any role. */
export function homeByRole(roles: readonly { role: Role }[]): string | null {
  if (roles.some(({ role }) => role !== "volunteer")) return "/waves";
  return roles.length > 0 ? "/field" : null;
}
