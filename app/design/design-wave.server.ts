import type { Database } from "#db/client.ts";
import { listWavesToKeep } from "#db/queries/list-waves-to-keep.ts";
import { readPlanningExperience } from "#db/queries/read-planning-experience.ts";
import { readPlanningFrame } from "#db/queries/read-planning-frame.ts";
import { knownFrom, readInputs } from "./design-inputs.ts";
import { makeDesign } from "./make-design.ts";
import { missingLists } from "./missing-lists.ts";

/** A wave of the district worked out from what was entered, with all that the page says about it. */
export async function designWave(
  database: Database,
  cityId: string,
  districtId: string,
  given: ReadonlyMap<string, string>,
) {
  const [frame, experience, toKeep] = await Promise.all([
    readPlanningFrame(database, cityId, districtId),
    readPlanningExperience(database, cityId, districtId),
    listWavesToKeep(database, cityId, districtId),
  ]);
  const known = knownFrom(experience);
  const entered = new Map(given);
  if (!toKeep.some(({ id }) => id === entered.get("keep"))) entered.delete("keep");
  const { inputs, problems } = readInputs(entered, known);
  return {
    ...{ inputs, problems, toKeep },
    /** What was typed where it cannot be used. */
    typed: Object.fromEntries(problems.map((name): [string, string] => [name, entered.get(name) ?? ""])),
    known,
    knownFrom: experience?.wave ?? null,
    correlationRange: {
      household: rangeOf(experience?.household),
      intercept: rangeOf(experience?.intercept),
    },
    design: makeDesign(inputs, frame, experience, entered),
    missing: missingLists(frame),
    streets: frame.length,
  };
}

export type DesignedWave = Awaited<ReturnType<typeof designWave>>;

/** What one wave leaves open about ρ: two standard errors to each side. */
function rangeOf(components: { correlation: number; correlationSe: number } | null | undefined) {
  if (!components) return null;
  const { correlation, correlationSe } = components;
  return [
    Math.max(0, correlation - 2 * correlationSe),
    Math.min(1, correlation + 2 * correlationSe),
  ] as const;
}
