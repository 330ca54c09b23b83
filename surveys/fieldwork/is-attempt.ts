/**
 * Whether a visit was an attempt at its own case.
 *
 * A visit that gives no reason but brings a finding only passes on what was noticed on the way (a dwelling that the
 * listing lacks); the disposition it carries repeats what the case had. It settles nothing and is no try to reach anyone.
 * A finding beside a reason, such as the right address of a door that was not found, belongs to an attempt.
 *
 * @param visit  `findings` as recorded; absent and null are none
 */
export function isAttempt(visit: { reason?: string | null; findings?: readonly unknown[] | null }): boolean {
  const hasReason = visit.reason !== undefined && visit.reason !== null;
  return hasReason || (visit.findings ?? []).length === 0;
}
