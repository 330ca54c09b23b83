import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { publicLinks, waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export type NewWave = Pick<
  typeof waves.$inferInsert,
  | "districtId"
  | "code"
  | "nameZh"
  | "nameEn"
  | "startsOn"
  | "endsOn"
  | "questionnaireVersionId"
  | "scoringSheetId"
  | "plan"
  | "lambda"
  | "targetShare"
  | "assessmentOn"
>;

/**
 * Adds a wave as a draft. λ is fixed here, before fieldwork.
 *
 * @param slug  of its public questionnaire; null for none
 */
export async function addWave(
  db: Database,
  cityId: string,
  wave: NewWave,
  slug: string | null,
  userId: string | null,
): Promise<string> {
  const id = uuidv7();
  await db.transaction(async (tx) => {
    await tx.insert(waves).values({ ...wave, cityId, id });
    if (slug !== null) await tx.insert(publicLinks).values({ slug, cityId, waveId: id });
    await writeAudit(tx, {
      cityId,
      userId,
      action: "add-wave",
      subjectKind: "wave",
      subjectId: id,
      details: { code: wave.code, lambda: wave.lambda },
    });
  });
  return id;
}
