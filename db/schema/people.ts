import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { cities } from "./areas.ts";
import { bytes, cityId, createdAt, id, moment } from "./columns.ts";

export const ROLES = ["volunteer", "supervisor", "analyst", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const users = pgTable(
  "users",
  {
    cityId: cityId(),
    id: id(),
    login: text("login").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    language: text("language"),
    createdAt: createdAt(),
    disabledAt: moment("disabled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.login),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
  ],
);

/** A role holds in the whole city, in one district or in one street. */
export const userRoles = pgTable(
  "user_roles",
  {
    cityId: cityId(),
    id: id(),
    userId: uuid("user_id").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    scope: text("scope", { enum: ["city", "district", "street"] }).notNull(),
    /** The district or street; null when the scope is the city. */
    areaId: uuid("area_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.userId, t.role, t.areaId).nullsNotDistinct(),
    foreignKey({ columns: [t.cityId, t.userId], foreignColumns: [users.cityId, users.id] }),
  ],
);

/** A sign-in. Only the SHA-256 of its token is kept, so a copy of the table opens nothing. */
export const sessions = pgTable(
  "sessions",
  {
    cityId: cityId(),
    id: id(),
    userId: uuid("user_id").notNull(),
    tokenSha256: bytes("token_sha256").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
    userAgent: text("user_agent"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId, t.tokenSha256),
    index().on(t.cityId, t.userId),
    foreignKey({ columns: [t.cityId, t.userId], foreignColumns: [users.cityId, users.id] }),
  ],
);

/** A tablet, known by the id that it made for itself. */
export const devices = pgTable(
  "devices",
  {
    cityId: cityId(),
    id: id(),
    label: text("label"),
    firstSeenAt: moment("first_seen_at").notNull().defaultNow(),
    lastSeenAt: moment("last_seen_at").notNull().defaultNow(),
    lastUserId: uuid("last_user_id"),
    blockedAt: moment("blocked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
    foreignKey({ columns: [t.cityId, t.lastUserId], foreignColumns: [users.cityId, users.id] }),
  ],
);
