import { DesignError, type DesignErrorDetails } from "#analysis/design-error.ts";
import { kishEffect, type KishEffect } from "#analysis/weighting/kish.ts";

/** One drawn session with its counts while it was open; a count that was never kept is null. */
export interface InterceptSession {
  sessionId: string;
  /** Expected number of times this site × slot is drawn. */
  overallPi: number;
  passed: number | null;
  approached: number | null;
  refused: number | null;
  ineligible: number | null;
  interviewed: number;
  /** Under quotas: eligible as far as was seen, and thanked because enough such people were asked; 0 if left out. */
  screened?: number;
}

/** A session's weight, or why it has none. */
export type SessionWeight =
  | { sessionId: string; weight: number; estimatedEligible: number }
  | { sessionId: string; withheld: { code: string; details?: DesignErrorDetails } };

/** What intercept weighting did. */
export interface InterceptWeightReport {
  weighted: number;
  withheld: number;
  interviewed: number;
  /** Estimated eligible passages that the weights sum to. */
  passages: number;
  kish: KishEffect | null;
}

/**
 * One weight for all interviews of a session, in eligible passages:
 * 1/π × passed/approached × estimated eligible approached / interviewed, where
 * estimated eligible approached = interviewed + refused × interviewed/(interviewed + ineligible); under quotas who was screened out counts with the
 * interviewed there, but shares their weight.
 *
 * Passing and approached are of the same minutes: the counter is closed while the interviewer asks or interviews, so
 * everybody counted had the chance 1/k of their turn, and a turn that was missed is missing at random among them
 * (P(asked | counted) = approached/passed; with nobody missed that is 1/k). The weight speaks for passages of the
 * counted minutes. Counting on through interviews would be as right, with more turns missed; counting on without
 * noting whom that misses would not be. Under quota sampling nothing gives the asked a known chance: the same
 * arithmetic is then a model, see METHODS.
 *
 * People who refuse are taken to be as often eligible as those who could be asked. A session without a weight says
 * why: `no-interviews`, `counts-missing`, `nobody-approached`, `more-approached-than-passed`,
 * `approached-fewer-than-outcomes`, `inclusion-probability`; its PSU stays in the design as a zero.
 * Source: Karon & Wejnert (2012), Journal of Urban Health 89, 565-586 (time-location sampling); AAPOR (2023),
 * proportional allocation of unknown eligibility.
 */
export function interceptWeights(sessions: readonly InterceptSession[]): {
  sessions: SessionWeight[];
  report: InterceptWeightReport;
} {
  const report: InterceptWeightReport = { weighted: 0, withheld: 0, interviewed: 0, passages: 0, kish: null };
  let sumW2 = 0;
  const weights = sessions.map((session): SessionWeight => {
    const { sessionId, interviewed } = session;
    try {
      const estimatedEligible = eligibleApproached(session);
      const weight = ((1 / session.overallPi) * (session.passed! / session.approached!) * estimatedEligible) / interviewed; // prettier-ignore
      report.weighted++;
      report.interviewed += interviewed;
      report.passages += weight * interviewed;
      sumW2 += weight * weight * interviewed;
      return { sessionId, weight, estimatedEligible };
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      report.withheld++;
      return { sessionId, withheld: { code: error.code, details: error.details } };
    }
  });
  if (report.interviewed > 0) report.kish = kishEffect(report.interviewed, report.passages, sumW2);
  return { sessions: weights, report };
}

function eligibleApproached(session: InterceptSession): number {
  const { overallPi, passed, approached, refused, ineligible, interviewed, screened = 0 } = session;
  const refuse = (code: string, details: DesignErrorDetails = {}) =>
    new DesignError(code, `session ${session.sessionId} has no weight: ${code}`, details);
  if (!(overallPi > 0)) throw refuse("inclusion-probability", { overallPi });
  if (interviewed === 0) throw refuse("no-interviews");
  if (passed === null || approached === null || refused === null || ineligible === null)
    throw refuse("counts-missing");
  if (approached === 0) throw refuse("nobody-approached", { interviewed });
  if (approached > passed) throw refuse("more-approached-than-passed", { approached, passed });
  const eligible = interviewed + screened;
  const outcomes = eligible + refused + ineligible;
  if (approached < outcomes) throw refuse("approached-fewer-than-outcomes", { approached, outcomes });
  return eligible + (refused * eligible) / (eligible + ineligible);
}
