import { fork, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { largestDifference, type CoreFigures, type CoreTimes } from "./core-figures.ts";

const reference = (name: string) => fileURLToPath(new URL(`../../reference/bench/${name}`, import.meta.url));

interface RFigures {
  version: string;
  seconds: { taylor: number; raked: number; jkn: number | null };
  peakMiB: number | null;
  estimate: number[];
  se: number[];
  rakedMean: number[];
  rakedSe: number[];
  jknMean: number[];
  jknSe: number[];
}

/** Times the statistics core on so many rows, checks it against R's stored figures, and runs R beside it where it can. */
export async function measureCore(rows: number, repeats: number, jackknife: boolean): Promise<string[]> {
  const ours = await runOurs(rows, repeats);
  const stored = storedFigures(rows);
  const lines = [`${rows.toLocaleString("en")} rows, tally of ${ours.tally.rows.toLocaleString("en")} rows`];
  if (stored)
    lines.push(
      `  against R's stored figures: 360 cells within ${difference(ours.estimate, stored.estimate)}, their SEs ` +
        `${difference(ours.se, stored.se)}, sum of raked SEs ${difference([sum(ours.rakedSe)], [stored.rakedSe])}`,
    );
  lines.push(`  the two ways in: within ${ours.apart.toExponential(1)}`);
  const r = await runR(rows, repeats, jackknife);
  lines.push(...table(ours, r));
  if (r && !jackknife)
    lines.push(
      `  R's jackknife of so many rows was not run (--r-jackknife ${rows} runs it; its 600 replicate weights a row alone ` +
        `are vectors of ${((rows * 600 * 8) / 2 ** 30).toFixed(1)} GiB)`,
    );
  lines.push(
    r
      ? `  peak memory: ${ours.peakMiB.toFixed(0)} MiB, ${r.version} ${r.peakMiB?.toFixed(0) ?? "unknown"} MiB`
      : `  peak memory: ${ours.peakMiB.toFixed(0)} MiB (R beside it: Rscript with survey is not installed)`,
  );
  return lines;
}

function table(ours: CoreFigures, r: RFigures | null): string[] {
  const tasks: [
    keyof CoreTimes,
    string,
    keyof CoreFigures & keyof RFigures,
    keyof CoreFigures & keyof RFigures,
  ][] = [
    ["taylor", "Taylor, 30 streets × 12 items, with the design", "estimate", "se"],
    ["raked", "raking to age and sex, 12 raked means", "rakedMean", "rakedSe"],
    ["jkn", "JKn, 600 replicates, 12 means", "jknMean", "jknSe"],
    ["jknRaked", "JKn, 600 replicates, each raked again", "jknMean", "jknSe"],
  ];
  return tasks.map(([task, name, mean, se]) => {
    const ms = ours.units[task];
    const seconds = task === "jknRaked" ? null : r?.seconds[task];
    const beside =
      seconds && r
        ? `; R ${seconds.toFixed(2)} s = ${Math.round((seconds * 1000) / ms).toLocaleString("en")} ×, within ` +
          largest(ours, r, mean, se).toExponential(1)
        : "";
    const times = `units ${ms.toFixed(1)} ms (first call ${ours.firstCall[task].toFixed(0)} ms), tally ${ours.tally[task].toFixed(1)} ms`;
    return `  ${name.padEnd(46)} ${times}${beside}`;
  });
}

function largest(ours: CoreFigures, r: RFigures, ...keys: (keyof CoreFigures & keyof RFigures)[]): number {
  return Math.max(...keys.map((key) => largestDifference(ours[key] as number[], r[key] as number[])));
}

function runOurs(rows: number, repeats: number): Promise<CoreFigures> {
  const worker = fork(fileURLToPath(new URL("./core-worker.ts", import.meta.url)), [
    String(rows),
    String(repeats),
  ]);
  return new Promise((done, failed) => {
    worker.once("message", (figures: CoreFigures) => done(figures));
    worker.once("error", failed);
    worker.once("exit", (code) => code && failed(new Error(`the measuring process ended with ${code}`)));
  });
}

async function runR(rows: number, repeats: number, jackknife: boolean): Promise<RFigures | null> {
  const probe = spawnSync("Rscript", ["-e", "library(survey)"], { stdio: "ignore" });
  if (probe.status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "core-"));
  try {
    const csv = join(folder, "rows.csv");
    spawnSync(process.execPath, [reference("generate.mjs"), String(rows), csv], { stdio: "ignore" });
    const script = fileURLToPath(new URL("./time-core.R", import.meta.url));
    return JSON.parse(
      await output("Rscript", [script, csv, String(repeats), jackknife ? "1" : "0"]),
    ) as RFigures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function output(program: string, args: string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (piece) => (text += String(piece)));
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => (code ? failed(new Error(`${program} ended with ${code}`)) : done(text)));
  });
}

function storedFigures(rows: number) {
  const { sizes } = JSON.parse(readFileSync(reference("expected.json"), "utf8")) as {
    sizes: Record<string, { cells?: string; sum_of_12_raked_se: number }>;
  };
  const size = sizes[String(rows)];
  if (!size?.cells) return null;
  const cells = readFileSync(reference(size.cells), "utf8").trim().split("\n").slice(1);
  const sorted = cells
    .map((line) => line.split(","))
    .sort((a, b) => Number(a[0]) - Number(b[0]) || (a[1]! < b[1]! ? -1 : 1));
  const column = (k: number) => sorted.map((fields) => Number(fields[k]));
  return { estimate: column(2), se: column(3), rakedSe: size.sum_of_12_raked_se };
}

function difference(a: readonly number[], b: readonly number[]): string {
  return largestDifference(a, b).toExponential(1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
