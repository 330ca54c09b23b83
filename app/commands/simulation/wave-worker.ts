import { openPopulation } from "./run-waves.ts";

/** One process of several: takes every `workers`-th wave, so that all finish at about the same time. */
const { seed, waves, size, workers, first } = JSON.parse(process.argv[2] ?? "{}") as {
  seed: string;
  waves: number;
  size: "full" | "small";
  workers: number;
  first: number;
};

const { population, surveyOnce } = openPopulation(size);
process.send?.({ population });
for (let wave = first; wave < waves; wave += workers) {
  process.send?.({ wave, result: surveyOnce(seed, wave) });
}
process.disconnect();
