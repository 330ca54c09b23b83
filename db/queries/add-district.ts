import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { districts } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

/** Adds a district; null when the city has one of this code. */
export async function addDistrict(
  db: Database,
  cityId: string,
  { userId, ...named }: { code: string; nameZh: string; nameEn: string; userId: string },
): Promise<string | null> {
  const id = uuidv7();
  try {
    await db.transaction(async (tx) => {
      await tx.insert(districts).values({ cityId, id, ...named });
      const subject = { subjectKind: "district", subjectId: id };
      await writeAudit(tx, {
        cityId,
        userId,
        action: "add-district",
        ...subject,
        details: { code: named.code },
      });
    });
    return id;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}
