import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

export interface SimulationOptions {
  waves: number;
  seed: string;
  size: "full" | "small";
  workers: number;
}

export const HELP = `npm run simulate -- [--waves 1000] [--seed A] [--size full|small] [--workers 2]

Draws that many waves from the demo district, whose truth is known, runs each through simulated fieldwork, weights and
estimates, and compares the estimates with the truth: bias, variance, and how often the 95 % intervals cover.
Exits with 1 when a mark is missed. The same seed gives the same figures, whatever the number of workers.`;

/** Reads the command line; a string is the sentence that says what is wrong with it. */
export function readFlags(args: string[]): SimulationOptions | "help" | { wrong: string } {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        waves: { type: "string", default: "1000" },
        seed: { type: "string", default: "A" },
        size: { type: "string", default: "full" },
        workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    return { wrong: (error as Error).message };
  }
  if (values.help) return "help";
  const waves = Number(values.waves);
  const workers = Number(values.workers);
  if (!Number.isInteger(waves) || waves < 2 || waves > 1_000_000) {
    return { wrong: `--waves takes a whole number from 2 to 1,000,000, not "${String(values.waves)}".` };
  }
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) {
    return { wrong: `--workers takes a whole number from 1 to 64, not "${String(values.workers)}".` };
  }
  if (values.size !== "full" && values.size !== "small") {
    return { wrong: `--size takes full or small, not "${String(values.size)}".` };
  }
  const seed = String(values.seed);
  if (seed === "") return { wrong: "--seed takes some text." };
  return { waves, seed, size: values.size, workers };
}
