import type { BackCheck } from "#db/queries/read-back-checks.ts";
import { type Agreement, agreement } from "#surveys/quality/agreement.ts";
import type { QualityItem } from "#surveys/quality/quality-unit.ts";

export const BACK_CHECK_OUTCOMES = ["held", "not-held", "not-reached", "declined"] as const;

export interface OutcomesOf {
  volunteer: string;
  counts: Record<(typeof BACK_CHECK_OUTCOMES)[number], number>;
}

/** What households said, by who interviewed them. */
export function outcomesByVolunteer(checks: readonly BackCheck[]): OutcomesOf[] {
  const found = new Map<string, OutcomesOf>();
  for (const { volunteer, done } of checks) {
    if (!done) continue;
    const name = volunteer ?? "";
    const own = found.get(name) ?? {
      volunteer: name,
      counts: { held: 0, "not-held": 0, "not-reached": 0, declined: 0 },
    };
    own.counts[done.outcome]++;
    found.set(name, own);
  }
  return [...found.values()];
}

/**
 * How often second answers agree with the first, by question and by volunteer; of interviews that were held. Questions
 * that nobody was asked again are left out.
 */
export function agreements(checks: readonly BackCheck[], items: readonly QualityItem[]) {
  const pairs = checks.flatMap((check) => pairsOf(check, items));
  const by = (key: "question" | "volunteer"): Map<string, Agreement> => {
    const groups = new Map<string, [string, string][]>();
    for (const pair of pairs) {
      const group = groups.get(pair[key]) ?? [];
      group.push(pair.answers);
      groups.set(pair[key], group);
    }
    return new Map([...groups].map(([name, group]) => [name, agreement(group)]));
  };
  return { byQuestion: by("question"), byVolunteer: by("volunteer") };
}

function pairsOf(check: BackCheck, items: readonly QualityItem[]) {
  const { done, codes, volunteer } = check;
  if (done?.outcome !== "held") return [];
  const first: [question: string, answer: string | null][] = [
    ["ageBand", check.ageBand],
    ["sex", check.sex],
    ...check.items.map((i): [string, string] => [items[i]!.id, items[i]!.options[codes[i]!]!.value]),
  ];
  return first.flatMap(([question, answer]) => {
    const again = done.answers[question];
    if (!answer || !again) return [];
    return [{ question, volunteer: volunteer ?? "", answers: [answer, again] as [string, string] }];
  });
}
