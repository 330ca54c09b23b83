import { type Progress, progressOf } from "#app/fieldwork/street-progress.ts";
import { dayOf } from "#app/present/format-clock.ts";
import type { Database } from "#db/client.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readFieldworkDwellings } from "#db/queries/read-fieldwork-dwellings.ts";
import { readFieldworkSessions } from "#db/queries/read-fieldwork-sessions.ts";
import { outcomeRates, type OutcomeRate } from "#surveys/fieldwork/outcome-rates.ts";

/** How far the sample has come, and how many of those asked answered. */
export interface FieldworkSummary extends Pick<Progress, "dwellings" | "sessions" | "interviews"> {
  /** AAPOR's RR2 of dwellings, and of passers-by who were approached in sessions that were counted. */
  responseRate: Record<"household" | "intercept", OutcomeRate>;
  /** Today in the city. */
  today: string;
  timeZone: string;
}

/** @param streetId  null for all streets */
export async function readFieldworkSummary(
  db: Database,
  cityId: string,
  wave: { id: string; startsOn: string; endsOn: string },
  streetId: string | null,
): Promise<FieldworkSummary> {
  const [{ timeZone }, dwellings, sessions] = await Promise.all([
    findCity(db, cityId),
    readFieldworkDwellings(db, cityId, wave.id),
    readFieldworkSessions(db, cityId, wave.id),
  ]);
  const today = dayOf(new Date(), timeZone);
  const here = (each: { streetId: string }) => streetId === null || each.streetId === streetId;
  const progress = progressOf(dwellings.filter(here), sessions.filter(here), { ...wave, today });
  const rate = (mode: "household" | "intercept") => outcomeRates(progress.counts[mode]).rates.RR2;
  return {
    ...{ dwellings: progress.dwellings, sessions: progress.sessions, interviews: progress.interviews },
    responseRate: { household: rate("household"), intercept: rate("intercept") },
    ...{ today, timeZone },
  };
}
