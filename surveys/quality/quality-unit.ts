import type { Mode } from "../vocabulary.ts";

/** A point on the earth, in degrees. */
export interface Position {
  latitude: number;
  longitude: number;
  /** Radius within which the device was, in metres, as it judged itself. */
  accuracy?: number;
}

/** One complete or partial interview, with what its quality is judged by. Times are in ms since 1970. */
export interface QualityUnit {
  id: string;
  mode: Mode;
  /** Where it was held; online: where the respondent says they live. */
  streetId: string | null;
  /** Null online. */
  volunteerId: string | null;
  /** A dwelling or a drawn session. */
  caseId: string | null;
  startedAt: number;
  completedAt: number;
  receivedAt: number;
  /** By item of the sheet: place of the option, −1 don't know, −2 refused, null not asked. */
  codes: readonly (number | null)[];
  /** The respondent's own points out of 20. */
  ownShare: number | null;
  /** Time that the screens were in front of somebody, ms; null where the device did not record it. */
  screenMs: number | null;
  /** How far the server's clock was ahead of the device's, ms; null where nobody knows. */
  clockOffsetMs: number | null;
  position: Position | null;
  /** Where the community or the site lies. */
  place: Position | null;
}

/** What the quality of an interview is judged by, of each item of the sheet. */
export interface QualityItem {
  id: string;
  /** Weight in the share; 0 for the item that stands apart. */
  weight: number;
  options: readonly { value: string; score: number }[];
}

/** Items that were asked of somebody, answered or not. */
export const askedOf = ({ codes }: Pick<QualityUnit, "codes">): number =>
  codes.reduce<number>((sum, code) => sum + (code === null ? 0 : 1), 0);
