import type { FrameRow } from "./frame-kinds.ts";

/** An area or site that a list may name, by its code or by a name that only it has. */
export interface KnownPlace {
  code: string;
  nameZh: string;
  nameEn: string;
}

/** What the city holds already, as far as a list of some kind has to know it. */
export interface FrameKnown {
  /** Code of the district that the list is for. */
  district: string;
  /** Streets of this district. */
  streets: readonly KnownPlace[];
  /** Codes in other districts: of what the list is about, and of the streets or communities that its rows name. */
  elsewhere: { own: ReadonlySet<string>; named: ReadonlySet<string> };
  /** Communities of this district; asked for by dwellings. */
  communities: readonly KnownPlace[];
  /** Times of slots, by code; asked for by sites. */
  slots: ReadonlyMap<string, { dayType: string; startsAt: string; endsAt: string }>;
  /** The rows of this kind that are there, by `rowKey`. */
  existing: ReadonlyMap<string, FrameRow>;
}

/**
 * Resolves a code or a name to a code. Codes go first; a name that two places share means none of them.
 *
 * @returns a function that answers null for what is not known
 */
export function placeFinder(places: readonly KnownPlace[]): (text: string) => string | null {
  const byName = new Map<string, string | null>();
  for (const { code, nameZh, nameEn } of places)
    for (const name of new Set([nameZh, nameEn])) byName.set(name, byName.has(name) ? null : code);
  for (const { code } of places) byName.set(code, code);
  return (text) => byName.get(text) ?? null;
}
