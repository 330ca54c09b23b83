import { matchRoutes } from "@remix-run/router";
import type { ServerBuild } from "@remix-run/node";

interface MatchableRoute {
  id: string;
  path?: string;
  index?: boolean;
  caseSensitive?: boolean;
  children?: MatchableRoute[];
}

function childrenOf(build: ServerBuild, parentId: string | undefined): MatchableRoute[] {
  return Object.values(build.routes)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index, caseSensitive }) => ({
      id,
      path,
      index,
      caseSensitive,
      children: index ? undefined : childrenOf(build, id),
    }));
}

/** The path that Remix will match: it asks for a page's data at `/path.data`, for the front page's at `/_root.data`. */
export function pagePath(pathname: string): string {
  return pathname.endsWith(".data") ? pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") : pathname;
}

/**
 * Finds the ids of the routes that Remix will run for a path, root first; empty when there is none.
 *
 * Uses Remix's own matcher on Remix's own routes, so what is judged here is what runs there. `_routes` in
 * the query can only make Remix run fewer of them, so all are judged.
 */
export function routeFinder(build: ServerBuild): (pathname: string) => string[] {
  const tree = childrenOf(build, undefined);
  return (pathname) =>
    (matchRoutes(tree as never, pagePath(pathname), build.basename) ?? []).map(({ route }) => route.id ?? "");
}
