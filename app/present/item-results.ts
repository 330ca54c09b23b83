import { isWithheld } from "#analysis/score/withheld.ts";
import type { Item } from "#db/queries/read-wave-estimates.ts";

/** The number that people call a question by: 7 for q07. */
export const itemNumber = (id: string) => id.replace(/^q0*/, "");

/** What an item withholds from the 20 points; 0 where it has no figure. */
export const pointsLost = (item: Item) => (isWithheld(item) ? 0 : 20 * item.weight * (1 - item.estimate));
