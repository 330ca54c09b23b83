import type { SQL } from "drizzle-orm";
import type { ParsedRecord } from "#surveys/fieldwork/parse-record.ts";
import { rosterRows } from "./store-roster.ts";
import { countRows, sessionEventRows } from "./store-session.ts";
import { visitRows } from "./store-visit.ts";

/** The rows that a record other than a response stands for. */
export function recordRows(
  record: Exclude<ParsedRecord, { kind: "responses" }>,
  userId: string,
  selectionSeed: string,
): SQL[] {
  switch (record.kind) {
    case "visits":
      return visitRows(record, userId);
    case "rosters":
      return rosterRows(record, selectionSeed);
    case "sessions":
      return sessionEventRows(record, userId);
    case "counts":
      return countRows(record, userId);
  }
}
