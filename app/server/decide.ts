import type { Rule } from "#app/rights.ts";
import type { Role } from "#db/schema/people.ts";

export type Decision = "allow" | "sign-in" | "forbidden";

/** Whether a rule lets a person in; `null` is somebody who is not signed in. */
export function decide(rule: Rule, viewer: { roles: readonly { role: Role }[] } | null): Decision {
  if (rule === "anyone") return "allow";
  if (!viewer) return "sign-in";
  if (rule === "signed-in") return "allow";
  return viewer.roles.some(({ role }) => rule.includes(role)) ? "allow" : "forbidden";
}

/** The strictest of several decisions: a page is as closed as the most closed route that it is made of. */
export function strictest(decisions: readonly Decision[]): Decision {
  if (decisions.includes("sign-in")) return "sign-in";
  return decisions.includes("forbidden") ? "forbidden" : "allow";
}
