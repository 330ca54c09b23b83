import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { printSummary } from "./simulation/print-summary.ts";
import { HELP, readFlags } from "./simulation/read-flags.ts";
import type { SimulationOptions } from "./simulation/read-flags.ts";
import type { Population, WaveResult } from "./simulation/run-waves.ts";
import { marksOf, summariseWaves } from "./simulation/summarise-waves.ts";

/** `npm run simulate`: many waves of the demo district against its known truth. */
async function main(): Promise<number> {
  const options = readFlags(process.argv.slice(2));
  if (options === "help") {
    console.log(HELP);
    return 0;
  }
  if ("wrong" in options) {
    console.error(`${options.wrong}\n\n${HELP}`);
    return 2;
  }
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(0);
  const results: WaveResult[] = [];
  let done = 0;
  let reported = 0;
  const report = () => {
    const tty = process.stderr.isTTY;
    if (!tty && done < options.waves && done < reported + options.waves / 10) return;
    reported = done;
    const line = `${done} of ${options.waves} waves, ${seconds()} s`;
    process.stderr.write(tty ? `\r${line}${done === options.waves ? "\n" : ""}` : `${line}\n`);
  };
  const population = await runWorkers(options, (wave, result) => {
    results[wave] = result;
    done++;
    report();
  });
  const summary = summariseWaves(population, results);
  const marks = marksOf(summary);
  const { waves, seed, size } = options;
  const lambda = population.lambda.toFixed(4);
  const place = `${size} district of ${population.streets.length} streets`;
  console.log(`${waves} waves, seed ${seed}, ${place}, λ = ${lambda}, ${seconds()} s`);
  console.log("Points out of 20; 95 % intervals; nonresponse by weighting class only; no trimming.\n");
  console.log(printSummary(summary, marks));
  return marks.every((mark) => mark.met) ? 0 : 1;
}

/** Processes rather than threads: threads would not know the TypeScript loader on Node 20. */
function runWorkers(
  options: SimulationOptions,
  onWave: (wave: number, result: WaveResult) => void,
): Promise<Population> {
  const file = fileURLToPath(new URL("./simulation/wave-worker.ts", import.meta.url));
  const workers = Math.min(options.workers, options.waves);
  const started: ChildProcess[] = [];
  const runs = Array.from({ length: workers }, (_, first) => {
    return new Promise<Population>((resolve, reject) => {
      const worker = fork(file, [JSON.stringify({ ...options, workers, first })]); // with this process's loader
      started.push(worker);
      let population: Population | null = null;
      worker.on("message", (message: { population: Population } | { wave: number; result: WaveResult }) => {
        if ("population" in message) population = message.population;
        else onWave(message.wave, message.result);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => {
        if (code === 0 && population) resolve(population);
        else reject(new Error(`a simulation worker ended with code ${code}`));
      });
    });
  });
  return Promise.all(runs)
    .then(([first]) => first as Population)
    .finally(() => started.forEach((worker) => worker.kill()));
}

process.exitCode = await main().catch((error: Error) => {
  console.error(`The simulation stopped: ${error.message}`);
  return 1;
});
