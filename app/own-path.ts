/** A path of this site to go back to, or the fallback: never another site, whatever was asked for. */
export function ownPath(wanted: unknown, fallback = "/"): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || !URL.canParse(wanted, "http://own.invalid")) {
    return fallback;
  }
  const url = new URL(wanted, "http://own.invalid");
  if (url.origin !== "http://own.invalid" || url.pathname.startsWith("//")) return fallback;
  return url.pathname + url.search + url.hash;
}
