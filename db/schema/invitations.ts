import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cities } from "./areas.ts";
import { bytes, cityId, createdAt, id, moment } from "./columns.ts";
import { ROLES, users } from "./people.ts";

/**
 * A link by which a person chooses their own password: to join (`join`), or in place of a forgotten one (`password`).
 * Only the SHA-256 of its token is kept, so a copy of the table opens nothing.
 */
export const invitations = pgTable(
  "invitations",
  {
    cityId: cityId(),
    id: id(),
    purpose: text("purpose", { enum: ["join", "password"] }).notNull(),
    login: text("login").notNull(),
    name: text("name").notNull(),
    /** What the person becomes and where; null for a password. */
    role: text("role", { enum: ROLES }),
    scope: text("scope", { enum: ["city", "district", "street"] }),
    areaId: uuid("area_id"),
    /** Whose password it is for; or who joined, once used. */
    userId: uuid("user_id"),
    tokenSha256: bytes("token_sha256").notNull(),
    createdAt: createdAt(),
    createdBy: uuid("created_by").notNull(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
    cancelledAt: moment("cancelled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.tokenSha256),
    // One link a login at a time: a new one replaces the old.
    uniqueIndex()
      .on(t.cityId, t.login)
      .where(sql`used_at is null and cancelled_at is null`),
    index().on(t.cityId, t.userId),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
    foreignKey({ columns: [t.cityId, t.userId], foreignColumns: [users.cityId, users.id] }),
    foreignKey({ columns: [t.cityId, t.createdBy], foreignColumns: [users.cityId, users.id] }),
  ],
);
