import type { Estimate, ItemEstimate } from "#analysis/score/estimate.ts";
import type { DomainEstimates, ItemEstimates } from "#analysis/score/estimate-wave.ts";
import type { Flag } from "#analysis/score/flags.ts";
import type { OnlineEstimates } from "#analysis/score/online.ts";
import { isWithheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { type ComputedWave, computeWaveEstimates } from "./compute-wave-estimates.ts";
import { countReceived, type Received, receivedAt, receivedIn } from "./count-received.ts";
import { type EstimationFrame, readEstimationFrame } from "./read-estimation-frame.ts";

type AreaName = { zh: string; en: string };
type Counted<T> = T & { received: number };

/** A share with what was received beside what counts (`n`), or why there is none. */
export type Figure<T> = Counted<T | Withheld>;

/** False where whom to ask was not left to chance: its intervals then rest on a model. */
interface Basis {
  probability: boolean;
}

export type Domain = Figure<Estimate> &
  Basis & {
    byMode: Record<"household" | "intercept", Figure<Estimate> & Basis>;
    flags: Flag[];
  };

export type Item = Outcome<ItemEstimate> &
  Basis & {
    id: string;
    dimension: string;
    weight: number;
    byMode: Record<"household" | "intercept", Outcome<ItemEstimate> & Basis>;
  };

/** `GET /api/waves/:waveId/estimates`, but for the sentences of withheld figures. */
export interface WaveEstimatesView {
  wave: Omit<EstimationFrame["wave"], "lambda" | "interceptRule">;
  /** How intercepts chose whom to ask; "quota" is no probability sample. λ does not depend on it. */
  interceptRule: EstimationFrame["wave"]["interceptRule"];
  weightingRun: { id: string; kind: "provisional" | "final" };
  lambda: number;
  dontKnow: DontKnowRule;
  /** Of the intervals. */
  level: number;
  overall: Domain;
  /** By code. */
  streets: ({ id: string; code: string; name: AreaName } & Domain)[];
  /** In the sheet's order, without the overall one. */
  items: Item[];
  overallItem: Item;
  online: Figure<OnlineEstimates>;
}

/**
 * A wave's shares and satisfaction rates by street and overall, by mode and item, as they stand now.
 *
 * @returns null for an unknown wave; a wave without answers has every figure withheld
 */
export async function readWaveEstimates(
  db: Database,
  cityId: string,
  waveId: string,
  { dontKnow = "sheet" }: { dontKnow?: DontKnowRule } = {},
): Promise<WaveEstimatesView | null> {
  const frame = await readEstimationFrame(db, cityId, waveId);
  const computed = frame && (await computeWaveEstimates(db, cityId, frame, dontKnow));
  if (!computed) return null;
  return estimatesView(frame, computed, await readReceived(db, cityId, frame));
}

/** What had been received when the wave was published, else what has been received until now. */
export async function readReceived(
  db: Database,
  cityId: string,
  { wave, published }: EstimationFrame,
): Promise<Received> {
  return published ? receivedAt(published.inputs) : countReceived(db, cityId, wave.id);
}

/** The same of what has been read already. */
export function estimatesView(
  frame: EstimationFrame,
  { estimates, run }: ComputedWave,
  received: Received,
): WaveEstimatesView {
  const { lambda, interceptRule, ...wave } = frame.wave;
  const probability = interceptRule !== "quota";
  const named = nameStreets(frame);
  return {
    wave,
    weightingRun: { id: run.id, kind: run.kind },
    lambda,
    interceptRule,
    dontKnow: estimates.dontKnow,
    level: estimates.level,
    overall: domain(estimates.overall, received.overall, named, probability),
    streets: frame.streets.map((street, i) => ({
      ...street,
      ...domain(estimates.streets[i]!, receivedIn(received, street.id), named, probability),
    })),
    items: estimates.items.map((each) => item(each, named, probability)),
    overallItem: item(estimates.overallItem, named, probability),
    online: { ...named(estimates.online), received: received.overall.online },
  };
}

type NameStreets = <T extends object>(outcome: Outcome<T>) => Outcome<T>;

/** A reason that names a street by its id gets its names, so that a sentence can be made of it anywhere. */
function nameStreets({ streets }: EstimationFrame): NameStreets {
  const names = new Map(streets.map(({ id, name }) => [id, name]));
  return (outcome) => {
    const name = isWithheld(outcome) && names.get(String(outcome.withheld.details?.street));
    if (!name || !isWithheld(outcome)) return outcome;
    const { code, details } = outcome.withheld;
    return { withheld: { code, details: { ...details, streetZh: name.zh, streetEn: name.en } } };
  };
}

function domain(
  { combined, byMode, flags }: DomainEstimates,
  received: Record<Mode, number>,
  named: NameStreets,
  probability: boolean,
): Domain {
  return {
    ...named(combined),
    received: received.household + received.intercept,
    probability,
    byMode: {
      household: { ...named(byMode.household), received: received.household, probability: true },
      intercept: { ...named(byMode.intercept), received: received.intercept, probability },
    },
    flags,
  };
}

function item(
  { id, dimension, weight, combined, byMode }: ItemEstimates,
  named: NameStreets,
  probability: boolean,
): Item {
  return {
    ...{ id, dimension, weight },
    ...named(combined),
    probability,
    byMode: {
      household: { ...named(byMode.household), probability: true },
      intercept: { ...named(byMode.intercept), probability },
    },
  };
}
