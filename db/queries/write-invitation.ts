import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { invitations } from "../schema/index.ts";
import { hashToken, newToken } from "./session-token.ts";
import { writeAudit } from "./write-audit.ts";

export const INVITATION_DAYS = 7;

/** Who makes or takes back a link, and when. */
export interface Maker {
  by: string;
  now: Date;
}

/** A link that was made just now. Its token is told here once and kept nowhere. */
export interface MadeLink {
  id: string;
  token: string;
}

type Row = typeof invitations.$inferInsert;
type Details = Pick<Row, "purpose" | "login" | "name" | "role" | "scope" | "areaId" | "userId">;

/** Makes a link. A login that has an open one is a unique violation. */
export async function writeInvitation(
  db: Database,
  cityId: string,
  details: Details,
  { by, now }: Maker,
): Promise<MadeLink> {
  const token = newToken();
  const id = uuidv7();
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  const made = { tokenSha256: hashToken(token), createdAt: now, createdBy: by, expiresAt };
  await db.insert(invitations).values({ cityId, id, ...details, ...made });
  const { purpose, login, role, scope, areaId } = details;
  await writeAudit(db, {
    ...{ cityId, userId: by, action: "invite-person", subjectKind: "invitation", subjectId: id },
    details: purpose === "join" ? { purpose, login, role, scope, areaId } : { purpose, login },
  });
  return { id, token };
}
