import type { Database } from "../client.ts";
import { replacePassword } from "./replace-password.ts";
import { writeAudit } from "./write-audit.ts";

export interface NewPassword {
  userId: string;
  /** From `hashPassword`. */
  passwordHash: string;
  /** Who gives it. */
  by: string;
  now: Date;
}

/** Gives a person another password on somebody's behalf; ends their sign-ins. */
export async function giveNewPassword(
  db: Database,
  cityId: string,
  { userId, passwordHash, by, now }: NewPassword,
): Promise<void> {
  await db.transaction(async (tx) => {
    await replacePassword(tx, cityId, userId, passwordHash, now);
    const subject = { subjectKind: "user", subjectId: userId };
    await writeAudit(tx, { cityId, userId: by, action: "replace-password", ...subject });
  });
}
