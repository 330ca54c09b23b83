import { DesignError } from "#analysis/design-error.ts";
import { domainDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { domainsBy } from "#analysis/estimation/domains.ts";
import { ratioComposite } from "#analysis/estimation/ratio-composite.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { countedAnswers } from "#analysis/score/counted-answers.ts";
import { refuseUnanswered } from "#analysis/score/mode-domains.ts";
import { NO_VARIATION } from "#analysis/score/share-moments.ts";
import { SHARE_POINTS } from "#analysis/score/share.ts";
import { orWithheld, withheld, type Outcome } from "#analysis/score/withheld.ts";
import { directAreas } from "#analysis/small-area/direct-areas.ts";
import type { DontKnowRule, SheetItem, Tally } from "#analysis/tally.ts";

/** A community's own share of the 20 points among its residents, and its sampling variance within the community. */
export interface CommunityShare {
  estimate: number;
  variance: number;
  df: number;
  n: number;
}

/**
 * Direct estimates of communities from their dwellings, ready for a model of them.
 *
 * Each is of the community drawn: the variance is that of dwellings within it. Raked weights count as given; leaving the
 * residuals out errs upwards. O(rows · items + communities² · dwellings). Source: METHODS.md, small areas.
 *
 * @param tally        communities as strata, dwellings as PSUs
 * @param factor       final over base weight per row
 * @param communities  labels of the strata, in the order wanted
 */
export function communityShares(
  tally: Tally,
  factor: Float64Array | null,
  sheet: readonly SheetItem[],
  rule: DontKnowRule,
  communities: readonly string[],
): Outcome<CommunityShare>[] {
  const { score } = countedAnswers(tally, sheet, rule);
  const weights = Float64Array.from(sheet, ({ weight }) => SHARE_POINTS * weight);
  const design: SurveyDesign = {
    ...{ index: indexDesign(tally), sumW: tally.sumW, factor, calibration: null },
    lonelyPsu: "certainty",
  };
  return domainsBy(tally, "stratum", communities).map((area): Outcome<CommunityShare> => {
    if (area.rows.length === 0) return withheld("mode-missing", { mode: "household" });
    const refused = refuseUnanswered(score, weights, area, "household");
    if (refused) return refused;
    const { psus } = domainDegrees(design.index, area);
    if (psus < 2) return withheld("too-few-psus", { mode: "household", psus });
    return orWithheld(() => {
      const direct = directAreas(ratioComposite(score, weights, factor, [area]), design, [area]);
      const [estimate, variance, df] = [direct.estimates[0]!, direct.variances[0]!, direct.df[0]!];
      if (variance < NO_VARIATION)
        throw new DesignError("no-variation", `${area.id} has no variation`, { mode: "household" });
      return { estimate, variance, df, n: area.rows.reduce((sum, row) => sum + tally.n[row]!, 0) };
    });
  });
}
