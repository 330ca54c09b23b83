import { and, eq, gt, isNull } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { LANGUAGES, type Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { sessions, userRoles, users, type Role } from "../schema/index.ts";
import { hashToken, isToken } from "./session-token.ts";

/** Whoever is signed in, with what they may do. */
export interface Viewer {
  sessionId: string;
  userId: string;
  cityId: string;
  login: string;
  name: string;
  language: Language | null;
  roles: { role: Role; scope: "city" | "district" | "street"; areaId: string | null }[];
}

/** The holder of a token, or null when it is unknown, expired or revoked, or its user disabled. */
export async function findViewer(
  db: Database,
  cityId: string,
  token: string,
  now = new Date(),
): Promise<Viewer | null> {
  if (!isUuid(cityId) || !isToken(token)) return null;
  const rows = await db
    .select({
      sessionId: sessions.id,
      userId: users.id,
      login: users.login,
      name: users.name,
      language: users.language,
      role: userRoles.role,
      scope: userRoles.scope,
      areaId: userRoles.areaId,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.cityId, sessions.cityId), eq(users.id, sessions.userId)))
    .leftJoin(userRoles, and(eq(userRoles.cityId, users.cityId), eq(userRoles.userId, users.id)))
    .where(
      and(
        eq(sessions.cityId, cityId),
        eq(sessions.tokenSha256, hashToken(token)),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, now),
        isNull(users.disabledAt),
      ),
    );
  const [first] = rows;
  if (!first) return null;
  const { sessionId, userId, login, name } = first;
  const language = LANGUAGES.find((each) => each === first.language) ?? null;
  const roles = rows.flatMap(({ role, scope, areaId }) => (role && scope ? [{ role, scope, areaId }] : []));
  return { sessionId, userId, cityId, login, name, language, roles };
}
