import { ConditionRunner } from "survey-core";
import type { Condition } from "./compiled-questionnaire.ts";

/**
 * Reads a SurveyJS expression once, for evaluation with plain values.
 *
 * @param expression  such as "{ineligible} != true and {mode} = 'intercept'"
 * @param known       the names that it may read
 * @returns           the check, and the names that it reads
 * @throws {Error} if the expression cannot be read, calls a function, or reads an unknown name
 */
export function compileCondition(
  expression: string,
  known: ReadonlySet<string>,
): { holds: Condition; reads: string[] } {
  const runner = new ConditionRunner(expression);
  if (!runner.canRun()) throw new Error(`The condition "${expression}" cannot be read.`);
  if (runner.hasFunction())
    throw new Error(`The condition "${expression}" calls a function; use comparisons only.`);
  const reads = runner.getVariables();
  for (const name of reads)
    if (!known.has(name))
      throw new Error(`The condition "${expression}" reads {${name}}, which nothing sets.`);
  return { holds: (values) => runner.runValues(values) === true, reads };
}
