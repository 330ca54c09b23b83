import type { ServerBuild } from "@remix-run/node";
import { RIGHTS, type Rule } from "#app/rights.ts";
import type { Role } from "#db/schema/people.ts";
import { type Decision, decide, strictest } from "../decide.ts";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";

/**
 * Every route has its rule, or the program does not start: nothing is open because it was forgotten.
 *
 * @throws {StartError} naming the routes
 */
export function checkRights(
  build: Pick<ServerBuild, "routes">,
  rights: Readonly<Record<string, Rule>> = RIGHTS,
): void {
  const without = Object.keys(build.routes).filter((id) => !Object.hasOwn(rights, id));
  if (without.length > 0) {
    throw new StartError(operatorText("routes-without-rule", { routes: without.join(", ") }));
  }
}

/** What the rules of all routes that a page is made of say together. */
export function judge(
  routeIds: readonly string[],
  viewer: { roles: readonly { role: Role }[] } | null,
  rights: Readonly<Record<string, Rule>> = RIGHTS,
): Decision {
  return strictest(
    routeIds.map((id) => {
      const rule = Object.hasOwn(rights, id) ? rights[id] : undefined;
      return rule ? decide(rule, viewer) : "forbidden";
    }),
  );
}
