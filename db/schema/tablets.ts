import { foreignKey, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { cities } from "./areas.ts";
import { bytes, cityId, createdAt, id, moment } from "./columns.ts";
import { users } from "./people.ts";

/**
 * What opens a volunteer's data on one tablet when the PIN is forgotten, and signs copies made there by hand. Made by the
 * tablet; worth nothing without the tablet.
 */
export const tabletSecrets = pgTable(
  "tablet_secrets",
  {
    cityId: cityId(),
    id: id(),
    userId: uuid("user_id").notNull(),
    deviceId: uuid("device_id").notNull(),
    secret: bytes("secret").notNull(),
    /** SHA-256 of a token by which the tablet, once unlocked, signs its owner in again; null where it may not. */
    renewalSha256: bytes("renewal_sha256"),
    renewalUntil: moment("renewal_until"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    foreignKey({ columns: [t.cityId, t.userId], foreignColumns: [users.cityId, users.id] }),
  ],
);

/** The pair of keys by which only this installation reads copies that tablets made by hand; one a city. */
export const copyKeys = pgTable(
  "copy_keys",
  {
    cityId: cityId(),
    id: id(),
    /** SubjectPublicKeyInfo and PKCS #8, DER. */
    publicKey: bytes("public_key").notNull(),
    privateKey: bytes("private_key").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    unique().on(t.cityId),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
  ],
);
