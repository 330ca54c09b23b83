import type { TFunction } from "i18next";

const COUNTS = ["moved", "finished", "changed", "nobody"] as const;
export type MovedCases = Record<(typeof COUNTS)[number], number>;

/** What a reassignment did, carried through the redirect in the address. */
export function writeMoved(search: URLSearchParams, result: MovedCases): void {
  for (const name of COUNTS) search.set(`n-${name}`, String(result[name]));
}

/** Null where the address carries nothing. */
export function readMoved(search: URLSearchParams): MovedCases | null {
  if (!search.has("n-moved")) return null;
  const count = (name: string) => Math.max(0, Math.floor(Number(search.get(`n-${name}`))) || 0);
  return {
    moved: count("moved"),
    finished: count("finished"),
    changed: count("changed"),
    nobody: count("nobody"),
  };
}

/** `t` of the namespace cases. */
export function movedSentence(moved: MovedCases, t: TFunction): string {
  return COUNTS.filter((name) => name === "moved" || moved[name] > 0)
    .map((name) => t(`cases:moved.${name}`, { count: moved[name] }))
    .join(" ");
}
