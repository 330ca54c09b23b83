/**
 * The tally: a wave's responses of one mode, grouped by stratum, PSU, street, age band and sex.
 *
 * Its size follows the design (a few thousand rows), not the number of answers, and everything from
 * the last calibration onwards is exact from it for variables in its key.
 *
 * Counting rule, the same for every sheet, so that both don't-know rules can be read from one tally:
 * `answered` counts substantive answers only (code ≥ 0), `dontKnow` counts code −1; refused (−2) and
 * not asked (null) count in neither. `wScore` and `wSatisfied` sum over substantive answers.
 */
export { buildTally } from "./tally/build-tally.ts";
export { tallyUnits } from "./tally/tally-units.ts";

/** How people were reached. */
export type Mode = "household" | "intercept" | "online";

/** How "don't know" counts: as the sheet says item by item, or the other way round for every item. */
export type DontKnowRule = "sheet" | "other";

/** What estimation needs of one item of the scoring sheet; weights (ω) sum to 1 over the items. */
export interface SheetItem {
  id: string;
  dimension: string;
  weight: number;
  dontKnow: "excluded" | "zero";
}

/** The five key columns: an index into `labels` a row, −1 where unknown. */
export interface TallyKey<Column> {
  stratum: Column;
  psu: Column;
  street: Column;
  ageBand: Column;
  sex: Column;
}

/** Sums of one mode's responses by row of the key; weights in persons or passages, scores in [0, 1]. */
export interface Tally extends TallyKey<Int32Array> {
  mode: Mode;
  items: readonly string[];
  rows: number;
  labels: TallyKey<string[]>;
  /** Per row: responses, Σw, Σw². A drawn PSU without a response is a row with n = 0. */
  n: Float64Array;
  sumW: Float64Array;
  sumW2: Float64Array;
  /** rows × items, row-major: n answered, n don't know, Σwa, Σwd, Σway, Σway², Σws. */
  answered: Float64Array;
  dontKnow: Float64Array;
  wAnswered: Float64Array;
  wDontKnow: Float64Array;
  wScore: Float64Array;
  wScore2: Float64Array;
  wSatisfied: Float64Array;
  /** Per row and don't-know rule, of each respondent's own share s̃: Σw where it exists, Σws̃, Σws̃². */
  wHasShare: Record<DontKnowRule, Float64Array>;
  wShare: Record<DontKnowRule, Float64Array>;
  wShare2: Record<DontKnowRule, Float64Array>;
}

/** One row of the database's GROUP BY. */
export interface TallyRecord extends TallyKey<string | null> {
  n: number;
  sumW: number;
  sumW2: number;
  /** items × 7 in the order answered, dontKnow, wAnswered, wDontKnow, wScore, wScore2, wSatisfied. */
  items: readonly number[];
  /** Rule "sheet": Σw, Σws̃, Σws̃²; then the same under "other". */
  shares: readonly number[];
}

/** One response with its weight. */
export interface UnitRow extends TallyKey<string | null> {
  weight: number;
  /** Per item: option index, −1 don't know, −2 refused, null not asked. */
  codes: readonly (number | null)[];
  /** Per item, 0..1; read only where the code is an option. */
  scores: readonly (number | null)[];
  satisfied: readonly (boolean | null)[];
  /** 20·Σωay/Σωa of this respondent under each rule, null where no item counts. */
  ownShareSheet: number | null;
  ownShareOther: number | null;
}
