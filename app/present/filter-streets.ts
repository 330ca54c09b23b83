import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreet } from "#app/analyst/read-streets.server.ts";

export interface StreetFilter {
  name: string;
  flagged: boolean;
  differing: boolean;
}

/** What an address asks to be shown of the streets. */
export function streetFilter(search: URLSearchParams): StreetFilter {
  return {
    name: (search.get("name") ?? "").trim().slice(0, 100),
    flagged: search.has("flagged"),
    differing: search.has("differing"),
  };
}

export const isFiltered = ({ name, flagged, differing }: StreetFilter) => name !== "" || flagged || differing;

/** The streets that a filter leaves, by either name or by code. */
export function filterStreets<
  Street extends Pick<AnalysedStreet, "name" | "code" | "side"> & { figure: { flags: readonly string[] } },
>(streets: readonly Street[], { name, flagged, differing }: StreetFilter): Street[] {
  const wanted = name.toLocaleLowerCase();
  return streets.filter(
    (street) =>
      [street.name.zh, street.name.en, street.code].some((text) =>
        text.toLocaleLowerCase().includes(wanted),
      ) &&
      (!flagged || street.figure.flags.length > 0) &&
      (!differing || street.side !== 0),
  );
}

/** From the highest share to the lowest; those without one last, by code. */
export function byShare<Street extends Pick<AnalysedStreet, "figure" | "code">>(
  streets: readonly Street[],
): Street[] {
  const share = ({ figure }: Street) => (isWithheld(figure) ? -1 : figure.share);
  return [...streets].sort((a, b) => share(b) - share(a) || (a.code < b.code ? -1 : 1));
}
