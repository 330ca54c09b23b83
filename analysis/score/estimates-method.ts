/** Changes whenever the same tallies, sheet and population would give other digits (see METHODS.md). */
export const ESTIMATES_METHOD = "wenjie-estimates/1";
