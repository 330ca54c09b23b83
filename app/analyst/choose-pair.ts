/**
 * The two waves to compare, the earlier one first: a wave with the one asked for, else with the one before it, else with the
 * latest other one.
 *
 * @param all  waves of the district that were in the field, the earliest first
 */
export function choosePair<Wave extends { id: string }>(
  all: readonly Wave[],
  waveId: string,
  asked: string | null,
  previousId: string | undefined,
): { others: Wave[]; other: Wave | null; pair: readonly [Wave, Wave] | null } {
  const own = all.find(({ id }) => id === waveId);
  const others = all.filter(({ id }) => id !== waveId).reverse();
  const found = others.find(({ id }) => id === (asked || previousId));
  const other = found ?? (asked ? null : (others[0] ?? null));
  if (!own || !other) return { others, other, pair: null };
  const pair = all.indexOf(own) < all.indexOf(other) ? ([own, other] as const) : ([other, own] as const);
  return { others, other, pair };
}
