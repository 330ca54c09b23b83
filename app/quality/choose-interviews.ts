import type { Interview } from "#db/queries/read-quality-units.ts";
import { FLAG_CODES, type Flag, type FlagCode } from "#surveys/quality/flag-interviews.ts";

export const SHOWN = ["open", "flagged", "decided", "all"] as const;

/** Which interviews a list shows. */
export interface InterviewChoice {
  show: (typeof SHOWN)[number];
  flag: FlagCode | null;
  street: string | null;
  volunteer: string | null;
}

/** As an address says it; what it does not know it leaves out. */
export function readChoice(search: URLSearchParams): InterviewChoice {
  return {
    show: SHOWN.find((each) => each === search.get("show")) ?? "open",
    flag: FLAG_CODES.find((each) => each === search.get("flag")) ?? null,
    street: search.get("in") || null,
    volunteer: search.get("by") || null,
  };
}

/** Those with more flags first, then the latest. */
export function chooseInterviews(
  interviews: readonly Interview[],
  flags: ReadonlyMap<string, readonly Flag[]>,
  decided: ReadonlySet<string>,
  { show, flag, street, volunteer }: InterviewChoice,
): Interview[] {
  const count = (each: Interview) => flags.get(each.id)?.length ?? 0;
  return interviews
    .filter((each) => {
      const own = flags.get(each.id) ?? [];
      if (street !== null && each.streetId !== street) return false;
      if (volunteer !== null && each.volunteerId !== volunteer) return false;
      if (flag !== null && !own.some(({ code }) => code === flag)) return false;
      if (show === "all") return true;
      if (show === "decided") return decided.has(each.id);
      return own.length > 0 && (show === "flagged" || !decided.has(each.id));
    })
    .sort((a, b) => count(b) - count(a) || b.completedAt - a.completedAt);
}
