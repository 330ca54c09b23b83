import { sql } from "drizzle-orm";
import { quarantine } from "../schema/index.ts";

/** The case that a quarantined body names, without reading it as JSON or as UTF-8, which it need not be. */
export const caseNamed = sql`lower(substring(encode(${quarantine.body}, 'escape')
  from '"caseId"[[:space:]]*:[[:space:]]*"([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})"'))::uuid`;
