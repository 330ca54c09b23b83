import { sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { LANGUAGES, type Language } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { given, prepared } from "../prepared.ts";
import type { Role } from "../schema/index.ts";
import { hashToken, isToken } from "./session-token.ts";

type Scope = "city" | "district" | "street";

/** Whoever is signed in, with what they may do. */
export interface Viewer {
  sessionId: string;
  userId: string;
  cityId: string;
  login: string;
  name: string;
  language: Language | null;
  roles: { role: Role; scope: Scope; areaId: string | null }[];
}

interface Row {
  session_id: string;
  user_id: string;
  login: string;
  name: string;
  language: string | null;
  role: Role | null;
  scope: Scope | null;
  area_id: string | null;
}

const holder = prepared<Row>(sql`
  select s.id as session_id, u.id as user_id, u.login, u.name, u.language, r.role, r.scope, r.area_id
  from sessions s
  join users u on u.city_id = s.city_id and u.id = s.user_id and u.disabled_at is null
  left join user_roles r on r.city_id = u.city_id and r.user_id = u.id
  where s.city_id = ${given("cityId")}::uuid and s.token_sha256 = ${given("hash")}::bytea
    and s.revoked_at is null and s.expires_at > ${given("now")}::timestamptz`);

/** The holder of a token, or null when it is unknown, expired or revoked, or its user disabled. Asked anew each time. */
export async function findViewer(
  db: Database,
  cityId: string,
  token: string,
  now = new Date(),
): Promise<Viewer | null> {
  if (!isUuid(cityId) || !isToken(token)) return null;
  const rows = await holder(db, { cityId, hash: hashToken(token), now: now.toISOString() });
  const [first] = rows;
  if (!first) return null;
  const { login, name } = first;
  const language = LANGUAGES.find((each) => each === first.language) ?? null;
  const roles = rows.flatMap(({ role, scope, area_id }) =>
    role && scope ? [{ role, scope, areaId: area_id }] : [],
  );
  return { sessionId: first.session_id, userId: first.user_id, cityId, login, name, language, roles };
}
