import type { ScoringSheet } from "../scoring-sheet.ts";

/** All on the logit scale of an answer; 0.1 is about a quarter of a point out of 20. */
const EVERYWHERE_A_MONTH = 0.06;
const RISING = { street: 1, aMonth: 0.16 };
const FALLING = { street: 3, aMonth: -0.1 };
/** New street lamps everywhere: before so many waves lighting was thought much worse of. */
export const NEW_LAMPS = { dimension: "bright", wavesAgo: 3, effect: 0.8 } as const;

/**
 * What people thought some monthly waves ago, as a drift for `createOpinions`: a little worse of everything, of one street
 * much worse and of one better; and of lighting worse until the new lamps came, between the third wave before now and the
 * second.
 *
 * @param wavesAgo  0 for now
 */
export function opinionDrift(
  sheet: ScoringSheet,
  wavesAgo: number,
): (street: number, item: number) => number {
  const isDark = wavesAgo >= NEW_LAMPS.wavesAgo;
  return (street, item) => {
    const aMonth =
      EVERYWHERE_A_MONTH +
      (street === RISING.street ? RISING.aMonth : street === FALLING.street ? FALLING.aMonth : 0);
    const lamps = isDark && sheet.items[item]?.dimension === NEW_LAMPS.dimension ? NEW_LAMPS.effect : 0;
    return -aMonth * wavesAgo - lamps;
  };
}
