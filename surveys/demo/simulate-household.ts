import type { Random } from "../sampling/random.ts";
import { selectResident } from "../sampling/select-resident.ts";
import type { Disposition } from "../vocabulary.ts";
import { dispositionOf } from "../fieldwork/visit-reasons.ts";
import type { VisitReason } from "../fieldwork/visit-reasons.ts";
import { weightingStatus } from "../fieldwork/case-status.ts";
import type { WeightingStatus } from "../fieldwork/case-status.ts";
import { ageBandIndex, isEligible } from "./demo-district.ts";
import type { DemoDistrict } from "./demo-district.ts";
import { hashedUniform } from "./hashed-noise.ts";

/** A simulated attempt: `day` counts from the first day of fieldwork, a Monday; `time` is the local clock. */
export interface SimulatedVisit {
  day: number;
  time: string;
  reason: VisitReason;
}

export interface SimulatedCase {
  /** Index into the district's dwellings. */
  dwelling: number;
  visits: SimulatedVisit[];
  disposition: Disposition;
  status: WeightingStatus;
  /** Everybody in the dwelling, once somebody there listed them: indexes of residents. */
  roster: number[] | null;
  /** How many of the roster are eligible; null without a roster. */
  eligible: number | null;
  /** The eligible resident who was selected; null without one. */
  selected: number | null;
}

/**
 * Chance that the selected person answers, by age band and sex (female, male): the person-nonresponse
 * classes.
 */
const PERSON_RESPONSE = [
  [0.76, 0.68],
  [0.84, 0.77],
  [0.92, 0.88],
] as const;
const NOT_FOUND_OUT = 0.03;

/** Chance that a dwelling of the street opens and lists who lives there: the dwelling-nonresponse classes. */
export function doorChance(street: number): number {
  return 0.68 + 0.2 * hashedUniform(17, street, 1);
}

/**
 * One drawn dwelling's fieldwork: up to three visits, the roster, the seeded selection of a resident, the
 * interview.
 *
 * Nonresponse depends only on the weighting classes: not found out and not opened on the street, the person's
 * on age band × sex. A dwelling without anybody in it is recognised as vacant; one with nobody eligible shows
 * when its roster is made.
 *
 * @param random  the stream of this wave's fieldwork
 */
export function simulateHousehold(
  district: DemoDistrict,
  dwelling: number,
  selectionSeed: string,
  random: Random,
): SimulatedCase {
  const { dwellings, residents, communities } = district;
  const street = communities[dwellings.community[dwelling] ?? -1]?.street ?? 0;
  const first = dwellings.firstResident[dwelling] as number;
  const everybody = Array.from(
    { length: (dwellings.firstResident[dwelling + 1] as number) - first },
    (_, i) => first + i,
  );
  const eligible = everybody.filter((person) => isEligible(residents, person));
  const without = { dwelling, roster: null, eligible: null, selected: null };
  const [notFoundOut, door, person, detail] = [
    random.uniform(),
    random.uniform(),
    random.uniform(),
    random.uniform(),
  ];

  if (notFoundOut < NOT_FOUND_OUT) {
    return settle(without, detail, detail < 0.5 ? "not-found" : "not-a-dwelling-unsure");
  }
  if (everybody.length === 0) return settle(without, detail, detail < 0.7 ? "vacant" : "not-a-dwelling");
  if (door >= doorChance(street)) {
    return settle(without, detail, detail < 0.55 ? "not-home" : "refused-at-door");
  }
  if (eligible.length === 0) {
    return settle({ dwelling, roster: everybody, eligible: 0, selected: null }, detail, "nobody-eligible");
  }
  const selected = eligible[selectResident(selectionSeed, eligible.length)] as number;
  const listed = { dwelling, roster: everybody, eligible: eligible.length, selected };
  const chance =
    PERSON_RESPONSE[ageBandIndex(residents, selected) as 0 | 1 | 2][residents.sex[selected] as 0 | 1];
  if (person < chance) return settle(listed, detail, "interviewed");
  const reason = detail < 0.45 ? "refused-by-selected" : detail < 0.85 ? "not-home" : "ill";
  return settle(listed, detail, reason);
}

/** Attempts at different times, the last with the reason given; what is only "not reached" takes all three. */
const ATTEMPTS = [
  { day: 0, time: "19:10" },
  { day: 2, time: "10:20" },
  { day: 5, time: "15:40" },
] as const;

function settle(
  known: Pick<SimulatedCase, "dwelling" | "roster" | "eligible" | "selected">,
  detail: number,
  reason: VisitReason,
): SimulatedCase {
  const disposition = dispositionOf(reason);
  const open = disposition === "NC" || disposition === "UH";
  const attempts = open ? 3 : 1 + Math.floor(((detail * 7) % 1) ** 2 * 3);
  const shift = known.dwelling % 5;
  const visits = ATTEMPTS.slice(0, attempts).map(({ day, time }, i): SimulatedVisit => {
    const earlier: VisitReason = open ? reason : "not-home";
    return { day: day + shift, time, reason: i === attempts - 1 ? reason : earlier };
  });
  const { dwelling, roster, eligible, selected } = known;
  const status = weightingStatus(disposition, selected !== null);
  return { dwelling, roster, eligible, selected, visits, disposition, status };
}
