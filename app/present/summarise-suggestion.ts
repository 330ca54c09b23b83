import type { AssignmentSuggestion } from "#db/queries/assign-cases.ts";

export interface SuggestedLoad {
  streetId: string;
  userId: string;
  households: number;
  communities: number;
  sessions: number;
}

export interface SuggestionSummary {
  loads: SuggestedLoad[];
  left: { full: number; nobody: number };
  /** Where nobody may work. */
  leftStreets: string[];
}

/** How many cases of which street each person would get. */
export function summariseSuggestion({ given, left, cases }: AssignmentSuggestion): SuggestionSummary {
  const loads = new Map<string, SuggestedLoad & { seen: Set<string> }>();
  for (const { caseId, userId } of given) {
    const { streetId, mode, communityId } = cases.get(caseId)!;
    const key = `${streetId} ${userId}`;
    const load = loads.get(key) ?? {
      ...{ streetId, userId, households: 0, communities: 0, sessions: 0 },
      seen: new Set<string>(),
    };
    if (mode === "intercept") load.sessions += 1;
    else load.households += 1;
    if (communityId) load.seen.add(communityId);
    loads.set(key, load);
  }
  const nobody = left.filter(({ why }) => why === "nobody");
  return {
    loads: [...loads.values()].map(({ seen, ...load }) => ({ ...load, communities: seen.size })),
    left: { full: left.length - nobody.length, nobody: nobody.length },
    leftStreets: [...new Set(nobody.map(({ caseId }) => cases.get(caseId)!.streetId))],
  };
}
