import type { CellType } from "./frame-kinds.ts";
import { readAgeBand, readDayType, readSex, readSiteKind } from "./frame-words.ts";

export type CellReading = { value: string | number } | { code: string; values?: Record<string, string> };

const LONGEST = { code: 40, name: 100, address: 200 } as const;
/** No street has more people, no community more households. */
const LARGEST = 10_000_000;

/**
 * The value of a cell that is not empty, or the code of what is wrong with it.
 *
 * Numbers may have full-width digits, commas between thousands and a unit behind them; times and dates may be written
 * the Chinese way. Text that a spreadsheet would take for a formula (`= + - @` first) is refused, so that no list
 * that goes out again can carry one.
 *
 * @param text  trimmed, not empty
 */
export function readCell(type: CellType, text: string): CellReading {
  const damaged = damage(text);
  if (damaged) return { code: damaged };
  switch (type) {
    case "code":
    case "name":
    case "address":
      return readText(text, LONGEST[type]);
    case "count":
    case "position":
      return readWhole(text, type === "position" ? 1 : 0);
    case "longitude":
      return readDegrees(text, 180, "longitude-range");
    case "latitude":
      return readDegrees(text, 90, "latitude-range");
    case "ageBand":
      return orCode(readAgeBand(text), "age-band-word");
    case "sex":
      return orCode(readSex(text), "sex-word");
    case "siteKind":
      return orCode(readSiteKind(text), "site-kind-word");
    case "dayType":
      return orCode(readDayType(text), "day-type-word");
    case "time":
      return orCode(readTime(text), "time");
    case "date":
      return orCode(readDate(text), "date");
  }
}

const orCode = (value: string | null, code: string): CellReading => (value === null ? { code } : { value });

function damage(text: string): string | null {
  if (text.includes("\0")) return "nul";

  if (/[\u0001-\u001f\u007f\ufffd\ufffe\uffff]|\p{Surrogate}/u.test(text)) return "damaged-text";
  return null;
}

function readText(text: string, longest: number): CellReading {
  if (/^[=+\-@＝＋－＠]/.test(text)) return { code: "formula" };
  if ([...text].length > longest) return { code: "too-long", values: { most: String(longest) } };
  return { value: text.normalize("NFC") };
}

function readNumber(text: string): number | null {
  const plain = text
    .normalize("NFKC")
    .replace("−", "-")
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, "");
  const match = /^([+-]?\d+(?:\.\d+)?)\s*(?:户|人|人次|°)?$/.exec(plain);
  return match ? Number(match[1]) : null;
}

function readWhole(text: string, least: number): CellReading {
  const value = readNumber(text);
  if (value === null) return { code: "not-number" };
  if (value < 0) return { code: "negative" };
  if (!Number.isInteger(value)) return { code: "not-whole" };
  if (value < least) return { code: "position-range" };
  return value > LARGEST ? { code: "too-large", values: { most: String(LARGEST) } } : { value };
}

function readDegrees(text: string, most: number, code: string): CellReading {
  const value = readNumber(text);
  if (value === null) return { code: "not-number" };
  return Math.abs(value) > most ? { code } : { value };
}

/** `8:00`, `08：00`, `08:00:00`, `8点`, `8点30分`, `8时半`: as `08:00`; null where it is none. */
export function readTime(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/半$/, "30")
    .replace(/[点时]/, ":")
    .replace(/分$/, "");
  const match = /^(\d{1,2}):(\d{2})?(?::00(?:\.0+)?)?$/.exec(plain);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** `2026-01-31`, `2026/1/31`, `2026.1.31`, `20260131`, `2026年1月31日`: as `2026-01-31`; null where there is no such day. */
export function readDate(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (year < 1950 || year > 2100) return null;
  const lengths = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
