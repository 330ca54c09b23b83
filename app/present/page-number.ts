/** The page that an address asks for, from 1 to the last; the first for what is no number. */
export function pageNumber(search: URLSearchParams, pages: number): number {
  const asked = Math.floor(Number(search.get("page"))) || 1;
  return Math.max(1, Math.min(asked, pages));
}
