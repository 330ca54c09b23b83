import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { users, yearScores } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

/** What was typed of a year; null where it is not known. */
export interface YearFigures {
  documentPoints: number | null;
  onSitePoints: number | null;
  surveyPoints: number | null;
  totalPoints: number | null;
}

export interface YearScore extends YearFigures {
  year: number;
  source: string;
  /** Who typed it in, and when. */
  by: string;
  at: string;
}

/** Everything that was typed of a district's years, the earliest first. */
export async function readYearScores(db: Database, cityId: string, districtId: string): Promise<YearScore[]> {
  const { year, documentPoints, onSitePoints, surveyPoints, totalPoints, source, enteredAt } = yearScores;
  const rows = await db
    .select({
      year,
      documentPoints,
      onSitePoints,
      surveyPoints,
      totalPoints,
      source,
      enteredAt,
      by: users.name,
    })
    .from(yearScores)
    .innerJoin(users, and(eq(users.cityId, yearScores.cityId), eq(users.id, yearScores.enteredBy)))
    .where(and(eq(yearScores.cityId, cityId), eq(yearScores.districtId, districtId)))
    .orderBy(asc(year));
  return rows.map(({ enteredAt: at, ...row }) => ({ ...row, at: at.toISOString() }));
}

export interface YearEntry {
  districtId: string;
  year: number;
  figures: YearFigures;
  source: string;
  /** When what the form showed was typed in; null where there was nothing. */
  after: string | null;
  userId: string;
  now: Date;
}

/**
 * Puts a year's figures in the place of what stood there, or takes them away where none is given. What stood before stays in
 * the audit log.
 *
 * @returns false, with nothing changed, when somebody else changed the year meanwhile
 */
export async function writeYearScore(db: Database, cityId: string, entry: YearEntry): Promise<boolean> {
  const { districtId, year, figures, source, after, userId, now } = entry;
  const thisYear = and(
    eq(yearScores.cityId, cityId),
    eq(yearScores.districtId, districtId),
    eq(yearScores.year, year),
  );
  return db.transaction(async (tx) => {
    const [before] = await tx.select().from(yearScores).where(thisYear).for("update");
    if ((before?.enteredAt.toISOString() ?? null) !== after) return false;
    const isEmpty = Object.values(figures).every((value) => value === null);
    if (isEmpty && !before) return true;
    const row = { ...figures, source, enteredBy: userId, enteredAt: now };
    if (isEmpty) await tx.delete(yearScores).where(thisYear);
    else if (before) await tx.update(yearScores).set(row).where(thisYear);
    else {
      const added = await tx
        .insert(yearScores)
        .values({ ...row, cityId, districtId, year })
        .onConflictDoNothing()
        .returning({ year: yearScores.year });
      if (added.length === 0) return false;
    }
    const told = before && { ...pick(before), source: before.source };
    await writeAudit(tx, {
      ...{ cityId, userId, action: isEmpty ? "remove-year-score" : "write-year-score" },
      ...{ subjectKind: "district", subjectId: districtId },
      details: { year, from: told ?? null, to: isEmpty ? null : { ...figures, source } },
    });
    return true;
  });
}

function pick({ documentPoints, onSitePoints, surveyPoints, totalPoints }: YearFigures): YearFigures {
  return { documentPoints, onSitePoints, surveyPoints, totalPoints };
}
