import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";

/** The password of the embedded PostgreSQL, in a file that only its owner can read. Made on the first call. */
export function readOrMakePassword(file: string, options: { mayMake: boolean }): string {
  if (!existsSync(file) && options.mayMake) {
    const secrets = { postgresPassword: randomBytes(24).toString("base64url") };
    writeFileSync(file, JSON.stringify(secrets, null, 2) + "\n", { mode: 0o600, flag: "wx" });
  }
  try {
    const { postgresPassword } = JSON.parse(readFileSync(file, "utf8")) as { postgresPassword?: unknown };
    if (typeof postgresPassword === "string") return postgresPassword;
  } catch {
    // The sentence below says it.
  }
  throw new StartError(operatorText("secrets-unreadable", { file }));
}
