import { sql, type SQL } from "drizzle-orm";

/** A moment as ISO 8601 text in UTC, for rows that are read without a table's columns. */
export const isoMoment = (moment: SQL) =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
