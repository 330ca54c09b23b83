import { z } from "zod";
import { ROLES, type Role } from "#db/schema/people.ts";
import type { DistrictAreas } from "./list-areas.server.ts";

const schema = z.object({
  login: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/),
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
  where: z.string(),
});

export type PersonField = keyof z.infer<typeof schema>;
export type PersonProblem = PersonField | "taken";

export interface GivenPerson {
  login: string;
  name: string;
  roles: { role: Role; scope: "city" | "district" | "street"; areaId: string | null }[];
}

/** The person that a form describes, or what is wrong with it. Areas are named `city`, `district:<id>`, `street:<id>`. */
export function readPerson(
  values: Record<string, string>,
  areas: readonly DistrictAreas[],
): { person: GivenPerson } | { problems: PersonProblem[] } {
  const parsed = schema.safeParse(values);
  const [scope, areaId] = (values.where ?? "").split(":", 2);
  const known =
    values.where === "city" ||
    (scope === "district" && areas.some(({ id }) => id === areaId)) ||
    (scope === "street" && areas.some(({ streets }) => streets.some(({ id }) => id === areaId)));
  const problems = new Set((parsed.error?.issues ?? []).map(({ path }) => path[0] as PersonField));
  if (!known) problems.add("where");
  if (!parsed.success || problems.size > 0) return { problems: [...problems] };
  const { login, name, role } = parsed.data;
  const held = scope === "district" || scope === "street" ? scope : "city";
  return { person: { login, name, roles: [{ role, scope: held, areaId: areaId ?? null }] } };
}
