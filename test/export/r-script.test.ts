import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { estimateWave } from "#analysis/score/estimate-wave.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { rScript } from "#app/export/r-script.ts";
import { writeUnitsCsv } from "#app/export/write-units.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import {
  exportWave,
  type ExportedWave,
  type Invention,
  inventHouseholds,
  inventIntercepts,
} from "./exported-wave.ts";

const hasSurvey = spawnSync("Rscript", ["-e", "library(survey)"]).status === 0;

const silent = [
  { mode: "household" as const, stratum: "S1", psu: "S1-silent", street: "S1" },
  { mode: "intercept" as const, stratum: "S2", psu: "S2-silent", street: "S2" },
];
const [homes, passers] = [inventHouseholds(), inventIntercepts()];

/** What is estimated, and what R makes of the files. */
const CASES: Record<string, Invention & { other?: boolean }> = {
  "a whole wave": { household: homes, intercept: passers },
  "drawn PSUs without a response": { household: homes, intercept: passers, silent },
  "the other rule for don't know": { household: homes, intercept: passers, other: true },
  "households alone": { household: homes, intercept: passers, lambda: 1 },
  "a mode missing in a street, one PSU in another": {
    household: homes.filter(({ street }) => street !== "S3"),
    intercept: passers.filter(({ street, psu }) => street !== "S2" || psu === "S2-0"),
  },
  "an item that a street answers with don't know alone": {
    household: homes.map((unit) =>
      unit.street === "S1" ? { ...unit, codes: [-1, ...unit.codes.slice(1)] } : unit,
    ),
    intercept: passers,
  },
  "totals that contradict each other": {
    household: homes,
    intercept: passers,
    totals: { ageSex: { "18-35|female": 1 } },
  },
  "no response": { household: [], intercept: [] },
};

type Row = Record<"share" | "se" | "df" | "low" | "high" | "household" | "household_se" | "intercept" | "intercept_se", number>; // prettier-ignore

async function write(folder: string, { file, units }: ExportedWave, other: boolean): Promise<void> {
  const batches = async function* () {
    for (let from = 0; from < units.length; from += 100)
      yield await Promise.resolve(units.slice(from, from + 100));
  };
  let csv = "";
  for await (const part of writeUnitsCsv(file, batches())) csv += part;
  const script = rScript(file, "units.csv", createI18n("zh-CN").t);
  writeFileSync(join(folder, "units.csv"), csv);
  writeFileSync(
    join(folder, "units.R"),
    other ? script.replace('dont_know <- "sheet"', 'dont_know <- "other"') : script,
  );
}

/** Runs every script in one session of R, in a system that knows no letters but the plain ones. */
function runR(folders: readonly string[]): Row[][] {
  const driver = folders.map(
    (folder) =>
      `setwd(${JSON.stringify(folder)}); e <- new.env(); source("units.R", local = e); s <- e$shares
       for (k in names(s)[-1]) s[[k]] <- sprintf("%.17g", s[[k]]); write.csv(s, "shares.csv", row.names = FALSE)`,
  );
  execFileSync("Rscript", ["-e", driver.join("\n")], { env: { ...process.env, LC_ALL: "C" } });
  return folders.map((folder) => {
    const text = readFileSync(join(folder, "shares.csv"), "utf8");
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    return data.map(
      ({ code: _, ...row }) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, Number(v)])) as Row,
    );
  });
}

test.skipIf(!hasSurvey)(
  "the R script gives the site's shares, standard errors, degrees of freedom and intervals to 1e-9 (skipped without R's survey)",
  async () => {
    const root = mkdtempSync(join(tmpdir(), "wenjie-r-"));
    try {
      const cases = Object.entries(CASES).map(([name, { other = false, ...invention }]) => {
        const wave = exportWave(invention);
        if (other) wave.input.dontKnow = "other";
        return { name, other, wave, folder: mkdtempSync(join(root, "case-")) };
      });
      for (const { folder, wave, other } of cases) await write(folder, wave, other);
      const answers = runR(cases.map(({ folder }) => folder));
      expect(answers[0]!.every((row) => row.se > 0 && row.household_se > 0)).toBe(true);
      cases.forEach(({ name, wave }, c) => {
        const estimates = estimateWave(wave.input);
        const domains = [...estimates.streets, estimates.overall];
        const rows = answers[c]!;
        expect(rows, name).toHaveLength(domains.length);
        domains.forEach(({ combined, byMode }, d) => {
          const figures: Partial<Record<keyof Row, number>> = {};
          if (!isWithheld(combined)) {
            const { share, se, df, ci } = combined;
            Object.assign(figures, { share, se, df, low: ci[0], high: ci[1] });
          }
          for (const mode of ["household", "intercept"] as const) {
            const figure = byMode[mode];
            if (!isWithheld(figure))
              Object.assign(figures, { [mode]: figure.share, [`${mode}_se`]: figure.se });
          }
          for (const key of Object.keys(rows[d]!) as (keyof Row)[]) {
            const [ours, theirs] = [figures[key] ?? Number.NaN, rows[d]![key]];
            if (key === ("n" as never)) continue;
            if (Number.isNaN(ours)) expect(theirs, `${name}: ${key} of ${d}`).toBeNaN();
            else expect(Math.abs(theirs / ours - 1), `${name}: ${key} of ${d}`).toBeLessThan(1e-9);
          }
        });
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  },
  120_000,
);

test("the script says in a comment why households have no weight, and names every street by its letters' codes", () => {
  const { file } = exportWave(CASES["totals that contradict each other"]!);
  const script = rScript(file, "units.csv", createI18n("en").t);
  expect(script).toContain("population_street <- NULL");
  expect(script).toMatch(/# Not given: /);
  expect(script).toContain(String.raw`"\u{4e34}\u{6eaa}\u{ff0c}\u{201c}\u{4e1c}\u{201d}\u{8857}\u{9053}"`);
  expect(script).toContain(String.raw`"Linxi \"East\", the '$first'"`);
  expect(script).not.toMatch(/undefined|NaN,/);
});
