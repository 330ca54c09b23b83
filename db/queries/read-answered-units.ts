import { and, asc, eq, inArray } from "drizzle-orm";
import type { ModeUnits } from "#analysis/drivers/estimate-drivers.ts";
import type { UnitRow } from "#analysis/tally.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { responses, responseWeights } from "../schema/index.ts";
import { readDrawnPsus } from "./read-drawn-psus.ts";

/** A response that counts, with its weight before raking, its answers, and how often its respondent passes. */
export interface AnsweredUnit extends UnitRow {
  id: string;
  passesPerWeek: number | null;
}

/** Of each probability mode; `drawn` are all PSUs that were drawn. */
export type AnsweredUnits = Record<
  "household" | "intercept",
  { units: AnsweredUnit[]; emptyPsus: ModeUnits["emptyPsus"]; drawn: ModeUnits["emptyPsus"] }
>;

/** The single responses of a weighting run by household visits and intercepts, with the PSUs that were drawn. */
export async function readAnsweredUnits(
  db: Database,
  cityId: string,
  runId: string,
  sheet: ScoringSheet,
): Promise<AnsweredUnits> {
  const rows = await db
    .select({
      id: responses.id,
      mode: responseWeights.mode,
      stratum: responseWeights.stratum,
      psu: responseWeights.psu,
      street: responseWeights.streetId,
      ageBand: responses.ageBand,
      sex: responses.sex,
      weight: responseWeights.weight,
      codes: responses.answerCodes,
      scores: responses.scores,
      ownShareSheet: responses.ownShareSheet,
      ownShareOther: responses.ownShareOther,
      passesPerWeek: responses.passesPerWeek,
    })
    .from(responseWeights)
    .innerJoin(
      responses,
      and(eq(responses.cityId, responseWeights.cityId), eq(responses.id, responseWeights.responseId)),
    )
    .where(
      and(
        eq(responseWeights.cityId, cityId),
        eq(responseWeights.runId, runId),
        inArray(responseWeights.mode, ["household", "intercept"]),
      ),
    )
    .orderBy(asc(responses.id));
  const satisfied = sheet.items.map(({ options }) => options.map((option) => option.satisfied));
  const ofMode = async (mode: "household" | "intercept") => {
    const units = rows
      .filter((row) => row.mode === mode)
      .map(({ mode: _, ...row }): AnsweredUnit => ({
        ...row,
        satisfied: row.codes.map((code, i) => (code !== null && code >= 0 ? satisfied[i]![code]! : null)),
      }));
    const drawn = await readDrawnPsus(db, cityId, runId, mode);
    return { units, drawn, emptyPsus: psusWithout(units, drawn) };
  };
  return { household: await ofMode("household"), intercept: await ofMode("intercept") };
}

/** The drawn PSUs that none of some responses belongs to. */
export function psusWithout(
  units: readonly UnitRow[],
  drawn: ModeUnits["emptyPsus"],
): ModeUnits["emptyPsus"] {
  const seen = new Set(units.map(({ stratum, psu }) => `${stratum}\n${psu}`));
  return drawn.filter(({ stratum, psu }) => !seen.has(`${stratum}\n${psu}`));
}
