const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "08000",
  "08001",
  "08003",
  "08004",
  "08006", // also a stopped worker of a distributed database
  "53300", // too_many_connections
]);

/** The SQLSTATE or connection code of an error, wherever the driver or the query builder put it. */
export function databaseErrorCode(error: unknown): string | null {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth += 1) {
    if ("code" in current && typeof current.code === "string") return current.code;
    current = "cause" in current ? current.cause : null;
  }
  return null;
}

/** True when the database cannot be reached now: nothing was lost, the caller may try again. */
export function isDatabaseAway(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code !== null && AWAY.has(code);
}

export function isUniqueViolation(error: unknown): boolean {
  return databaseErrorCode(error) === "23505";
}

export function isForeignKeyViolation(error: unknown): boolean {
  return databaseErrorCode(error) === "23503";
}
