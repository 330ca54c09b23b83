import { domainsBy } from "#analysis/estimation/domains.ts";
import type { ModeEstimates } from "#analysis/score/estimate-mode.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { withheld, type Withheld } from "#analysis/score/withheld.ts";
import type { Tally } from "#analysis/tally.ts";

/**
 * A mode that can give no figure at all, for one reason; streets where nobody answered say that instead.
 */
export function silentMode(
  { streets, sheet }: Pick<WaveInput, "streets" | "sheet">,
  tally: Tally | null,
  reason: Withheld,
): ModeEstimates {
  const size = streets.length + 1;
  const domains = tally
    ? domainsBy(tally, "street", streets).map(({ rows }) =>
        rows.length > 0 ? reason : withheld("mode-missing", { mode: tally.mode }),
      )
    : streets.map(() => reason);
  return {
    domains: [...domains, reason],
    covariance: new Float64Array(size * size),
    items: sheet.map(() => reason),
  };
}
