/** The most that a list may hold, in bytes; 100,000 dwellings are about 6 MB. */
export const LIST_LIMIT = 20 * 1024 * 1024;

/** Rows; more belong into lists of one street each. */
export const MOST_ROWS = 300_000;

/** What is shown of the problems on the page; all of them can be downloaded. */
export const SHOWN_PROBLEMS = 200;

/** What a workbook may unpack to. */
export const UNPACKED_LIMIT = 400 * 1024 * 1024;
