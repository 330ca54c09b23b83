import { expect, test } from "vitest";
import { shorten } from "#app/export/shorten.ts";
import { spssSyntax } from "#app/export/spss-syntax.ts";
import { stataDo } from "#app/export/stata-do.ts";
import { writeUnitsCsv, writeUnitsJson } from "#app/export/write-units.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import { exportWave, inventHouseholds, inventIntercepts } from "./exported-wave.ts";

const { file, units } = exportWave({ household: inventHouseholds(), intercept: inventIntercepts() });
const t = createI18n("en").t;

async function* inBatches() {
  yield await Promise.resolve(units.slice(0, 200));
  yield await Promise.resolve(units.slice(200));
}

async function join(parts: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const part of parts) all += part;
  return all;
}

test("a text is one line and cut between letters, never within one", () => {
  expect(shorten("a\n b\u0007", 120)).toBe("a b");
  expect(shorten("街道街道", 12)).toBe("街道街道");
  expect(shorten("街道街道街", 12)).toBe("街道街…");
  expect(shorten("𠀋𠀋𠀋𠀋", 12)).toBe("𠀋𠀋…");
});

test("interviews as CSV: design, weights, codes from 1 and scores; a street's code that a spreadsheet would run is not", async () => {
  const csv = await join(writeUnitsCsv(file, inBatches()));
  const lines = csv.split("\r\n");
  expect(lines).toHaveLength(units.length + 2);
  expect(lines[0]).toBe(
    "\uFEFFid,mode,stratum,psu,street,street_code,age_band,sex,weight_base,weight_final,q01,q01_score,q02,q02_score,q03,q03_score,q04,q04_score",
  );
  expect(lines[1]).toMatch(
    /^household-0,household,S1,S1-0,1,"'=cmd\|' \/c calc'!A1",\d\d-\d\d,(fe)?male,[\d.]+,[\d.]+,/,
  );
  expect(csv).not.toMatch(/[\n,]=|undefined|NaN|null/);
});

test("interviews as JSON are one object, with what describes them first", async () => {
  const {
    columns,
    units: rows,
    streets,
    population,
    items,
  } = JSON.parse(await join(writeUnitsJson(file, inBatches()))) as {
    columns: string[];
    units: unknown[][];
    streets: unknown[];
    items: unknown[];
    population: { street: Record<string, number> };
  };
  expect(rows).toHaveLength(units.length);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  expect(streets[0]).toEqual({ number: 1, code: "=cmd|' /c calc'!A1", name: file.streets[0]!.name });
  expect(population.street.s2).toBe(40_000);
  expect(items).toHaveLength(4);
});

test("SPSS syntax doubles its quotes, ends no comment early and labels every code", () => {
  const syntax = spssSyntax(file, "w1-units.csv", "en", t);
  expect(syntax).toContain("1 'Linxi \"East\", the ''$first'''");
  expect(syntax).toContain("3 'O''Brien Street'");
  expect(syntax).toContain("q01 'q01: \"Enough\" light, isn''t it?'");
  expect(syntax).toContain("RECODE age_band ('18-35'=1) ('36-55'=2) ('56-65'=3) INTO age_band_code.");
  for (const line of syntax.split("\n").filter((each) => each.startsWith("*")))
    expect(line).toMatch(/[^.] \.$/);
  expect(syntax.replaceAll("''", "").split("'").length % 2).toBe(1);
});

test("a Stata do-file fills in no macro, and its quotes end where they should", () => {
  const commands = stataDo(file, "w1-units.csv", "en", t);
  expect(commands).toContain(`label define street 1 \`"Linxi "East", the '\\$first'"', modify`);
  expect(commands).toContain(`label define street 2 \`"=cmd'x' / Street"', modify`);
  expect(commands).toContain(`label define street 3 \`"O'Brien Street"', modify`);
  expect(commands).toContain("svyset psu_id [pweight = weight_final], strata(stratum_id)");
  expect(commands).not.toMatch(/undefined|[^\\]\$/);
});
