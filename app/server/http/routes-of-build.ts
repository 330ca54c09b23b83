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

/** The routes that Remix will run for a path. */
export interface FoundRoutes {
  /** Root first; empty when there is none. */
  ids: readonly string[];
  params: Readonly<Record<string, string | undefined>>;
}

/** Matching costs a third of a millisecond, and most requests are for one of few paths. */
const MOST_REMEMBERED = 200;

/**
 * Finds the routes that Remix will run for a path.
 *
 * Uses Remix's own matcher on Remix's own routes, so what is judged here is what runs there. `_routes` in
 * the query can only make Remix run fewer of them, so all are judged.
 */
export function routeFinder(build: ServerBuild): (pathname: string) => FoundRoutes {
  const tree = childrenOf(build, undefined);
  const remembered = new Map<string, FoundRoutes>();
  return (pathname) => {
    const known = remembered.get(pathname);
    if (known) return known;
    const matches = matchRoutes(tree as never, pagePath(pathname), build.basename) ?? [];
    const found = {
      ids: matches.map(({ route }) => route.id ?? ""),
      params: matches.at(-1)?.params ?? {},
    };
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(pathname, found);
    return found;
  };
}
