import type { PlanningStreet } from "#db/queries/read-planning-frame.ts";

/** Age bands × sexes. */
const CELLS = 6;

export interface MissingLists {
  code: string;
  nameZh: string;
  nameEn: string;
  /** The wave cannot be drawn before. */
  communities: boolean;
  sites: boolean;
  /** Communities without a listing: the draw stops if one of them is drawn. */
  unlisted: number;
  /** Needed when answers are weighted. */
  population: boolean;
}

/** What streets lack before a wave can be drawn or weighted; those that lack nothing are left out. */
export function missingLists(frame: readonly PlanningStreet[]): MissingLists[] {
  return frame
    .map((street) => ({
      ...{ code: street.code, nameZh: street.nameZh, nameEn: street.nameEn },
      communities: street.sizes.length === 0,
      sites: street.footfall === 0,
      unlisted: street.unlisted,
      population: street.cells < CELLS,
    }))
    .filter(
      ({ communities, sites, unlisted, population }) => communities || sites || unlisted > 0 || population,
    );
}

export const cannotBeDrawn = ({ communities, sites }: MissingLists): boolean => communities || sites;
