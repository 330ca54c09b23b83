import { z } from "zod";
import { ROLES, type Role } from "#db/schema/people.ts";
import type { DistrictAreas } from "./list-areas.server.ts";

export const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/;

const role = z.enum(ROLES);
const person = z.object({
  login: z.string().trim().regex(LOGIN),
  name: z.string().trim().min(1).max(100),
});

export type PersonField = keyof z.infer<typeof person> | "role" | "where";
/** `taken`: somebody has this login; `invited`: somebody is invited under it. */
export type PersonProblem = PersonField | "taken" | "invited";

/** A role and where it holds. */
export interface Post {
  role: Role;
  scope: "city" | "district" | "street";
  areaId: string | null;
}

export interface GivenPerson {
  login: string;
  name: string;
  roles: Post[];
}

/** The role that a form gives and where. Areas are named `city`, `district:<id>`, `street:<id>`. */
export function readPost(
  values: Record<string, string>,
  areas: readonly DistrictAreas[],
): { post: Post } | { problems: PersonField[] } {
  const parsed = role.safeParse(values.role);
  const [scope, areaId] = (values.where ?? "").split(":", 2);
  const known =
    values.where === "city" ||
    (scope === "district" && areas.some(({ id }) => id === areaId)) ||
    (scope === "street" && areas.some(({ streets }) => streets.some(({ id }) => id === areaId)));
  if (!parsed.success || !known) {
    return { problems: [...(parsed.success ? [] : ["role" as const]), ...(known ? [] : ["where" as const])] };
  }
  const held = scope === "district" || scope === "street" ? scope : "city";
  return { post: { role: parsed.data, scope: held, areaId: areaId ?? null } };
}

/** The person that a form describes, or what is wrong with it. */
export function readPerson(
  values: Record<string, string>,
  areas: readonly DistrictAreas[],
): { person: GivenPerson } | { problems: PersonProblem[] } {
  const parsed = person.safeParse(values);
  const post = readPost(values, areas);
  if (!parsed.success || "problems" in post) {
    const fields = (parsed.error?.issues ?? []).map(({ path }) => path[0] as PersonField);
    return { problems: [...new Set([...fields, ...("problems" in post ? post.problems : [])])] };
  }
  return { person: { ...parsed.data, roles: [post.post] } };
}
