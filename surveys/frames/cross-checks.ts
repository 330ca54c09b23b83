import { type FrameKind, type FrameRow, quoted } from "./frame-kinds.ts";
import type { FrameKnown } from "./frame-known.ts";

export interface CrossProblem {
  /** Key of the column that it stands beside. */
  key: string;
  code: string;
  values: Record<string, string>;
}

type Check = (number: number, row: FrameRow) => CrossProblem[];

/**
 * What cannot be seen from one cell: names, moved places, swapped coordinates, times, and rows that say different things
 * of the same site or slot.
 */
export function crossChecks(kind: FrameKind, known: FrameKnown): Check {
  const checks: Check[] = [];
  if (kind === "streets") checks.push(districtCheck(known));
  if (kind === "streets" || kind === "communities" || kind === "sites") checks.push(nameCheck(known));
  if (kind === "communities" || kind === "sites") checks.push(placeCheck, elsewhereCheck(known));
  if (kind === "communities") checks.push(streetCheck(known));
  if (kind === "sites") {
    checks.push(
      slotTimes,
      slotCheck(known),
      sameCheck("code", SITE_COLUMNS),
      sameCheck("slot", SLOT_COLUMNS),
    );
    checks.push(siteStreetCheck(known));
  }
  return (number, row) => checks.flatMap((check) => check(number, row));
}

const SITE_COLUMNS = ["street", "kind", "nameZh", "nameEn", "longitude", "latitude"];
const SLOT_COLUMNS = ["slotNameZh", "slotNameEn", "dayType", "startsAt", "endsAt"];

const districtCheck =
  (known: FrameKnown): Check =>
  (_, { code, district }) => {
    if (district !== null && district !== undefined && district !== known.district)
      return [
        {
          key: "district",
          code: "not-this-district",
          values: { text: String(district), district: known.district },
        },
      ];
    return known.elsewhere.own.has(String(code))
      ? [{ key: "code", code: "other-district", values: { text: String(code) } }]
      : [];
  };

/** A new place needs a name; a site may have it in one of its rows only, the first of them. */
function nameCheck(known: FrameKnown): Check {
  const named = new Set<unknown>([...known.existing.values()].map(({ code }) => code));
  return (_, { code, nameZh, nameEn }) => {
    if ((nameZh ?? nameEn ?? null) !== null) named.add(code);
    return named.has(code) ? [] : [{ key: "nameZh", code: "no-name", values: {} }];
  };
}

const elsewhereCheck =
  (known: FrameKnown): Check =>
  (_, { code }) =>
    known.elsewhere.own.has(String(code))
      ? [{ key: "code", code: "other-district", values: { text: String(code) } }]
      : [];

/** One coordinate without the other is no place; a longitude cannot stand in the latitude's column. */
const placeCheck: Check = (_, { longitude = null, latitude = null }) => {
  if ((longitude === null) !== (latitude === null))
    return [{ key: longitude === null ? "longitude" : "latitude", code: "half-place", values: {} }];
  return [];
};

const moved = (was: unknown, now: unknown, code: unknown): CrossProblem[] =>
  was !== undefined && was !== now
    ? [{ key: "street", code: "moved", values: { text: String(code), was: String(was), now: String(now) } }]
    : [];

const streetCheck =
  (known: FrameKnown): Check =>
  (_, row) =>
    moved(known.existing.get(String(row.code))?.street, row.street, row.code);

function siteStreetCheck(known: FrameKnown): Check {
  const streets = new Map([...known.existing.values()].map(({ code, street }) => [code, street]));
  return (_, row) => moved(streets.get(row.code ?? null), row.street, row.code);
}

const slotTimes: Check = (_, { startsAt, endsAt }) =>
  String(endsAt) <= String(startsAt)
    ? [{ key: "endsAt", code: "ends-before", values: { start: String(startsAt), end: String(endsAt) } }]
    : [];

/** A slot's times are the whole city's, and sessions may have been drawn in it. */
const slotCheck =
  (known: FrameKnown): Check =>
  (_, row) => {
    const slot = known.slots.get(String(row.slot));
    if (!slot) return [];
    const { dayType, startsAt, endsAt } = slot;
    return dayType === row.dayType && startsAt === row.startsAt && endsAt === row.endsAt
      ? []
      : [
          {
            key: "slot",
            code: "slot-differs",
            values: { text: String(row.slot), dayType, start: startsAt, end: endsAt },
          },
        ];
  };

/** Rows of the same site (or slot) must agree in what they say of it; a cell left empty agrees with anything. */
function sameCheck(by: string, columns: readonly string[]): Check {
  const first = new Map<unknown, { number: number; row: FrameRow }>();
  return (number, row) => {
    const known = first.get(row[by]);
    if (!known) {
      first.set(row[by], { number, row });
      return [];
    }
    return columns.flatMap((key) => {
      const [was, now] = [known.row[key] ?? null, row[key] ?? null];
      if (was === null || now === null || was === now) return [];
      const values = {
        text: quoted(String(now)),
        was: quoted(String(was)),
        other: String(known.number),
        of: String(row[by]),
      };
      return [{ key, code: "differs", values }];
    });
  };
}
