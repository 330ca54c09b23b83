import { customType, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Column shapes that many tables share. Ids are UUIDs made by the caller (v7), never by the database. */
export const id = () => uuid("id").notNull();
export const cityId = () => uuid("city_id").notNull();
export const names = () => ({ nameZh: text("name_zh").notNull(), nameEn: text("name_en").notNull() });
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const createdAt = () => moment("created_at").notNull().defaultNow();

/** Exact bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
