import { and, eq } from "drizzle-orm";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import { waveSeries, type ModeFigure, type WaveSeries } from "#analysis/trends/wave-series.ts";
import { CODE_VERSION } from "../code-version.ts";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { remember } from "../remember.ts";
import { waveSeries as kept, waveSeriesParts } from "../schema/index.ts";
import { describeSeriesInputs } from "./describe-series-inputs.ts";
import { readEstimationFrame } from "./read-estimation-frame.ts";
import { readWaveInput } from "./read-wave-input.ts";

/**
 * Makes a wave's series from its tallies and keeps it, in place of an older one. What changes meanwhile is not kept: the
 * next who asks makes it again.
 *
 * @returns  false for an unknown wave
 */
export async function keepWaveSeries(
  db: Database,
  cityId: string,
  waveId: string,
  dontKnow: DontKnowRule,
): Promise<boolean> {
  const inputs = (await describeSeriesInputs(db, cityId, [waveId])).get(waveId);
  const frame = await readEstimationFrame(db, cityId, waveId);
  const ready = frame && (await readWaveInput(db, cityId, frame, dontKnow));
  if (!ready || inputs === undefined) return false;
  const series = remember(ready.input, "series", () => waveSeries(ready.input));
  if ((await describeSeriesInputs(db, cityId, [waveId])).get(waveId) === inputs)
    await writeWaveSeries(db, cityId, waveId, dontKnow, inputs, series);
  return true;
}

/**
 * The same for trends by the sheet's rule, when a wave is done and nobody waits for it. A failure undoes nothing and is left
 * to the first who asks: they make it then, or meet the same fault.
 */
export async function keepSeriesAhead(db: Database, cityId: string, waveId: string): Promise<void> {
  await keepWaveSeries(db, cityId, waveId, "sheet").catch(() => false);
}

/** Puts a series in the place of an older one. */
export async function writeWaveSeries(
  db: Database,
  cityId: string,
  waveId: string,
  dontKnow: DontKnowRule,
  inputs: string,
  series: WaveSeries,
): Promise<void> {
  const { domains, lambda, household, intercept } = series;
  const head = { inputs, codeVersion: CODE_VERSION, lambda, domains, household, intercept };
  const key = { cityId, waveId, dontKnow };
  await db.transaction(async (tx) => {
    // The head first: whoever writes the same wave at the same time waits here.
    await tx
      .insert(kept)
      .values({ ...key, ...head })
      .onConflictDoUpdate({
        target: [kept.cityId, kept.waveId, kept.dontKnow],
        set: { ...head, madeAt: new Date() },
      });
    await tx
      .delete(waveSeriesParts)
      .where(
        and(
          eq(waveSeriesParts.cityId, cityId),
          eq(waveSeriesParts.waveId, waveId),
          eq(waveSeriesParts.dontKnow, dontKnow),
        ),
      );
    await insertRows(
      tx,
      waveSeriesParts,
      series.parts.map(({ id, figures, household, intercept }) => ({
        ...key,
        part: id,
        ...columnsOf(figures),
        household: household && bytesOf(household),
        intercept: intercept && bytesOf(intercept),
      })),
    );
  });
}

function columnsOf(figures: readonly Outcome<ModeFigure>[]) {
  const of = (name: keyof ModeFigure) => figures.map((figure) => (isWithheld(figure) ? null : figure[name]));
  return {
    estimates: of("estimate"),
    variances: of("variance"),
    degrees: of("df"),
    counts: of("n"),
    withheld: figures.map((figure) => (isWithheld(figure) ? figure.withheld : null)),
  };
}

/** Doubles as this machine holds them; every machine that Node runs on is little-endian. */
function bytesOf(totals: Float64Array): Uint8Array {
  return new Uint8Array(totals.buffer, totals.byteOffset, totals.byteLength);
}
