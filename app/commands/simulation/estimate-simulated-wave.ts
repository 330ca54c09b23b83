import { estimateWave } from "#analysis/score/estimate-wave.ts";
import type { Estimate } from "#analysis/score/estimate.ts";
import type { ControlTotals } from "#analysis/score/household-calibration.ts";
import type { Outcome } from "#analysis/score/withheld.ts";
import { tallyUnits } from "#analysis/tally.ts";
import type { Tally, UnitRow } from "#analysis/tally.ts";
import { householdWeights } from "#analysis/weighting/household-weights.ts";
import { interceptWeights } from "#analysis/weighting/intercept-weights.ts";
import type { ControlTotal, DemoDistrict } from "#surveys/demo/demo-district.ts";
import type {
  SimulatedPerson,
  SimulatedWave,
  WaveHousehold,
  WaveSession,
} from "#surveys/demo/simulate-wave.ts";
import type { AnsweredSheet } from "#surveys/demo/opinions.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import { AGE_BANDS } from "#surveys/vocabulary.ts";

export const SERIES = ["household", "intercept", "combined"] as const;
export type Series = (typeof SERIES)[number];

/** Per series, the estimates of each street (in the order given) and, last, of the whole district. */
export type WaveFigures = Record<Series, Outcome<Estimate>[]>;

/** A simulated wave through the real weights, tallies and estimates. */
export function estimateSimulatedWave(
  wave: SimulatedWave,
  { sheet, streets, totals, lambda }: WaveSetting,
): WaveFigures {
  const { overall, streets: byStreet } = estimateWave({
    household: householdTally(wave.households, sheet),
    intercept: interceptTally(wave.sessions, sheet),
    online: null,
    sheet: sheet.items,
    overallItem: sheet.overallItem,
    controlTotals: totals,
    lambda,
    streets,
    dontKnow: "sheet",
  });
  const domains = [...byStreet, overall];
  return {
    household: domains.map((domain) => domain.byMode.household),
    intercept: domains.map((domain) => domain.byMode.intercept),
    combined: domains.map((domain) => domain.combined),
  };
}

/** What every wave of a population is estimated with. */
export interface WaveSetting {
  sheet: ScoringSheet;
  streets: string[];
  totals: ControlTotals;
  lambda: number;
}

/** The margins that households are raked to: street, and age × sex over the district. */
export function asMargins({ streets }: DemoDistrict, totals: readonly ControlTotal[]): ControlTotals {
  const margins = { street: {} as Record<string, number>, ageSex: {} as Record<string, number> };
  for (const { street, ageBand, sex, persons } of totals) {
    const code = streets[street]?.code ?? "";
    const cell = `${AGE_BANDS[ageBand]}|${sex}`;
    margins.street[code] = (margins.street[code] ?? 0) + persons;
    margins.ageSex[cell] = (margins.ageSex[cell] ?? 0) + persons;
  }
  return margins;
}

export function householdTally(households: readonly WaveHousehold[], sheet: ScoringSheet): Tally {
  const { weights } = householdWeights(
    households.map(({ drawn, found, person }, i) => ({
      caseId: String(i),
      overallPi: drawn.overallPi,
      status: found.status,
      eligible: found.eligible,
      selectionPi: null,
      dwellingClass: drawn.streetId,
      personClass: person && `${person.ageBand}|${person.sex}`,
    })),
  );
  const units = weights.flatMap(({ caseId, weight }) => {
    const { drawn, person, answers } = households[Number(caseId)] as WaveHousehold;
    return person && answers ? [unitRow(drawn, person, answers, weight)] : [];
  });
  return tally("household", sheet, units, households);
}

export function interceptTally(sessions: readonly WaveSession[], sheet: ScoringSheet): Tally {
  const weighted = interceptWeights(
    sessions.map(({ drawn, held }) => ({
      sessionId: drawn.psu,
      overallPi: drawn.overallPi,
      passed: held.passed,
      approached: held.approached,
      refused: held.refused,
      ineligible: held.ineligible.length,
      interviewed: held.interviewed.length,
    })),
  );
  const units = weighted.sessions.flatMap((session, i) => {
    const { drawn, responses } = sessions[i] as WaveSession;
    if (!("weight" in session)) return [];
    return responses.map(({ person, answers }) => unitRow(drawn, person, answers, session.weight));
  });
  return tally("intercept", sheet, units, sessions);
}

type DrawnPlace = { stratum: string; psu: string; streetId: string };

function unitRow(
  drawn: DrawnPlace,
  person: SimulatedPerson,
  answers: AnsweredSheet,
  weight: number,
): UnitRow {
  const { stratum, psu, streetId: street } = drawn;
  return { stratum, psu, street, ageBand: person.ageBand, sex: person.sex, weight, ...answers };
}

/** Drawn PSUs without a response stay in the design as zeros. */
function tally(
  mode: "household" | "intercept",
  sheet: ScoringSheet,
  units: UnitRow[],
  drawnUnits: readonly { drawn: DrawnPlace }[],
): Tally {
  const answered = new Set(units.map((unit) => unit.psu));
  const empty = new Map(
    drawnUnits
      .filter(({ drawn }) => !answered.has(drawn.psu))
      .map(({ drawn }) => [drawn.psu, { stratum: drawn.stratum, psu: drawn.psu, street: drawn.streetId }]),
  );
  const items = sheet.items.map((item) => item.id);
  return tallyUnits(mode, items, sheet.items, units, [...empty.values()]);
}
