import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { districts, streets, userRoles, users, type Role } from "../schema/index.ts";

interface AreaName {
  nameZh: string;
  nameEn: string;
}

export interface PersonRole {
  role: Role;
  /** Null where the role holds in the whole city. */
  area: AreaName | null;
}

export interface Person {
  userId: string;
  login: string;
  name: string;
  disabled: boolean;
  roles: PersonRole[];
}

/** Everybody of a city by login, with their roles and where these hold. */
export async function listPeople(db: Database, cityId: string): Promise<Person[]> {
  const rows = await db
    .select({
      user: { userId: users.id, login: users.login, name: users.name, disabledAt: users.disabledAt },
      role: { role: userRoles.role, scope: userRoles.scope },
      district: { nameZh: districts.nameZh, nameEn: districts.nameEn },
      street: { nameZh: streets.nameZh, nameEn: streets.nameEn },
    })
    .from(users)
    .leftJoin(userRoles, and(eq(userRoles.cityId, users.cityId), eq(userRoles.userId, users.id)))
    .leftJoin(districts, and(eq(districts.cityId, users.cityId), eq(districts.id, userRoles.areaId)))
    .leftJoin(streets, and(eq(streets.cityId, users.cityId), eq(streets.id, userRoles.areaId)))
    .where(eq(users.cityId, cityId))
    .orderBy(users.login, userRoles.role, userRoles.id);
  const people = new Map<string, Person>();
  for (const { user, role, district, street } of rows) {
    const { disabledAt, ...named } = user;
    const person = people.get(user.userId) ?? { ...named, disabled: disabledAt !== null, roles: [] };
    people.set(user.userId, person);
    if (!role) continue;
    const unknown = { nameZh: "?", nameEn: "?" };
    const area = role.scope === "city" ? null : (district ?? street ?? unknown);
    person.roles.push({ role: role.role, area });
  }
  return [...people.values()];
}
