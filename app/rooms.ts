export type Room = "field" | "citizen" | "desk";

/** Which of the three rooms an address belongs to. */
export function roomOf(pathname: string): Room {
  if (pathname === "/field" || pathname.startsWith("/field/")) return "field";
  // Whoever is invited has no room yet, and a phone.
  if (pathname.startsWith("/invite/")) return "citizen";
  if (pathname.startsWith("/s/") || /^\/results(\/|$)/.test(pathname)) return "citizen";
  return "desk";
}
