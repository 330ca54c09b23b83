import { DesignError } from "#analysis/design-error.ts";
import { rankStreets, type StreetRank } from "#analysis/ranking/rank-streets.ts";
import type { Estimate } from "#analysis/score/estimate.ts";
import type { WaveEstimates, WaveInput } from "#analysis/score/estimate-wave.ts";
import { orWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { remember } from "#db/remember.ts";

/** A street's place with the streets that it is not told apart from, by id. */
export interface PlacedStreet extends Omit<StreetRank, "tiedWith"> {
  id: string;
  tiedWith: string[];
}

/** The places of a wave's streets that have a share. */
export interface StreetRanks {
  best: number;
  /** From the highest share to the lowest. */
  streets: PlacedStreet[];
  /** Streets at the top, and at the bottom, none of which is told apart from another; ids. */
  top: string[];
  bottom: string[];
}

/** "Among the best" that a page begins with: ten, or a third where there are fewer than thirty streets. */
export const usualBest = (streets: number) => Math.max(1, Math.min(10, Math.ceil(streets / 3)));

/**
 * Ranks with their confidence sets, chances and ties; the same digits each time for a wave.
 *
 * @param waveId  its seed is made of it
 */
export function streetRanks(
  input: WaveInput,
  estimates: WaveEstimates,
  { waveId, best, target }: { waveId: string; best: number; target: number | null },
): Outcome<StreetRanks> {
  return remember(input, `ranks ${waveId} ${best} ${target}`, () =>
    orWithheld(() => placeStreets(estimates, { seed: seedOf(waveId), best, target })),
  );
}

function placeStreets(
  { streets, covariance }: WaveEstimates,
  options: { seed: number; best: number; target: number | null },
): StreetRanks {
  const ids = covariance.ids.filter((id) => id !== "overall");
  if (ids.length < 2) throw new DesignError("too-few-streets", "one street has no place among others");
  const places = ids.map((id) => covariance.ids.indexOf(id));
  const shares = ids.map((id) => streets.find(({ street }) => street === id)!.combined as Estimate);
  const matrix = places.flatMap((a) => places.map((b) => covariance.matrix[a]![b]!));
  const ranked = rankStreets(shares, matrix, options);
  const placed = ranked.streets
    .map((rank, i): PlacedStreet & { share: number } => ({
      ...{ ...rank, id: ids[i]!, share: shares[i]!.share },
      tiedWith: rank.tiedWith.map((place) => ids[place]!),
    }))
    .sort((a, b) => b.share - a.share);
  const order = placed.map(({ id }) => id);
  for (const { tiedWith } of placed) tiedWith.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return {
    best: options.best,
    streets: placed,
    top: alike(placed),
    bottom: alike([...placed].reverse()).reverse(),
  };
}

/** The longest beginning of a list in which every street is tied with every other. */
function alike(streets: readonly PlacedStreet[]): string[] {
  const group: PlacedStreet[] = [];
  for (const street of streets) {
    if (!group.every(({ tiedWith }) => tiedWith.includes(street.id))) break;
    group.push(street);
  }
  return group.map(({ id }) => id);
}

/** 32 bits of a UUID that differ between waves made at the same moment. */
function seedOf(waveId: string): number {
  return parseInt(waveId.replaceAll("-", "").slice(-8), 16) | 0;
}
