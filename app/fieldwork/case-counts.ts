import type { FieldworkDwelling } from "#db/queries/read-fieldwork-dwellings.ts";
import type { FieldworkSession } from "#db/queries/read-fieldwork-sessions.ts";
import { addDispositions, countDispositions } from "#surveys/fieldwork/count-dispositions.ts";
import { interceptDispositions } from "#surveys/fieldwork/intercept-dispositions.ts";
import type { DispositionCounts } from "#surveys/fieldwork/outcome-rates.ts";

/** Cases by how they stand: dwellings of the household sample, passers-by of the sessions. */
export interface CaseCounts {
  household: DispositionCounts;
  intercept: DispositionCounts;
  /** Sessions held of which no count has come: whom they interviewed is in no rate, for nobody knows who refused. */
  uncounted: number;
}

export function caseCounts(
  dwellings: readonly FieldworkDwelling[],
  sessions: readonly FieldworkSession[],
): CaseCounts {
  return {
    household: countDispositions(dwellings.map(({ disposition }) => disposition)),
    intercept: addDispositions(
      sessions.flatMap(({ counted, complete, partial, ineligible }) =>
        counted ? [interceptDispositions({ ...counted, complete, partial, ineligible })] : [],
      ),
    ),
    uncounted: sessions.filter(({ counted, complete, partial }) => counted === null && complete + partial > 0)
      .length,
  };
}
