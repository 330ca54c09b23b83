import type { AppLoadContext } from "@remix-run/node";

/** Who asks: an administrator of the whole city. @throws a Response of 401 or 403 */
export function peopleViewer({ viewer }: AppLoadContext) {
  if (!viewer) throw new Response(null, { status: 401 });
  if (!viewer.roles.some(({ role, scope }) => role === "administrator" && scope === "city"))
    throw new Response(null, { status: 403 });
  return viewer;
}
