import { isWithheld, orWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import { changeOfFigure } from "#analysis/trends/change-of-figure.ts";
import type { WaveChange } from "#analysis/trends/changes-between-waves.ts";
import { comparable, figureIn, type PartOfWave } from "#analysis/trends/part-of-wave.ts";
import { DISTRICT } from "#analysis/trends/wave-series.ts";
import type { Database } from "#db/client.ts";
import { type PreviousWave, readPreviousWave } from "#db/queries/read-previous-wave.ts";
import { readWaveSeries } from "#db/queries/read-wave-series.ts";
import { readSheets } from "#db/queries/read-sheets.ts";
import type { WaveStatus } from "#db/schema/waves.ts";
import { scoresAlike } from "#surveys/scores-alike.ts";

/** How the shares of a wave differ from those of the wave before. */
export interface ChangeSincePrevious {
  previous: PreviousWave;
  /** λ was another, so that a part of the change may be the mixture's. */
  otherLambda: boolean;
  overall: Outcome<WaveChange>;
  /** By street id. */
  streets: Record<string, Outcome<WaveChange>>;
  /** The earlier figures of the district and by street id, for a small trend. */
  before: Record<string, { share: number; se: number; df: number } | null>;
}

const PART = "share";

/**
 * The change of the district's and every street's combined share since the previous wave, shared PSUs counted.
 *
 * A street that lacks a share in either wave says which. Waves whose scoring differs have no change: it would be that of
 * two different figures.
 *
 * @returns null where there is no previous wave
 */
export async function readWaveChange(
  db: Database,
  cityId: string,
  wave: { id: string; status: WaveStatus },
  dontKnow: DontKnowRule,
): Promise<ChangeSincePrevious | null> {
  const previous = await readPreviousWave(db, cityId, wave.id);
  if (!previous) return null;
  const [series, sheets] = await Promise.all([
    readWaveSeries(db, cityId, {
      ...{ waves: [previous, wave], dontKnow, parts: [PART] },
      totalsOf: "all",
    }),
    readSheets(db, cityId, [previous.id, wave.id]),
  ]);
  const [before, now] = [series.get(previous.id)?.get(PART), series.get(wave.id)?.get(PART)];
  const [sheetBefore, sheetNow] = [sheets.get(previous.id), sheets.get(wave.id)];
  if (!before || !now || !sheetBefore || !sheetNow) return null;
  const alike = scoresAlike(sheetBefore, sheetNow);
  const change = (domain: string): Outcome<WaveChange> =>
    alike ? changeIn(before, now, domain) : withheld("sheets-differ");
  const streets = now.domains.filter((domain) => domain !== DISTRICT);
  return {
    previous,
    otherLambda: before.lambda !== now.lambda,
    overall: change(DISTRICT),
    streets: Object.fromEntries(streets.map((street) => [street, change(street)])),
    before: Object.fromEntries(
      now.domains.map((domain) => {
        const figure = alike ? figureIn(before, domain) : null;
        return [
          domain,
          figure && !isWithheld(figure)
            ? { share: figure.estimate, se: Math.sqrt(figure.variance), df: figure.df }
            : null,
        ];
      }),
    ),
  };
}

function changeIn(before: PartOfWave, now: PartOfWave, domain: string): Outcome<WaveChange> {
  const own = figureIn(now, domain);
  if (!own || isWithheld(own)) return own ?? withheld("mode-missing");
  const [first, second] = [comparable(before, domain), comparable(now, domain)];
  if (!first || !second) return withheld("not-in-previous-wave");
  return orWithheld(() => changeOfFigure(first, second));
}
