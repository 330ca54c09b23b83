import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { decide } from "#app/server/decide.ts";
import { RIGHTS } from "#app/rights.ts";
import { ROLES, type Role } from "#db/schema/people.ts";

const ROUTES = readdirSync(join(import.meta.dirname, "../../app/routes")).map(
  (file) => `routes/${file.replace(/\.tsx?$/, "")}`,
);
const known = (id: string) => ROUTES.includes(id);

test("every route has a rule", () => {
  expect(ROUTES.filter((id) => !(id in RIGHTS))).toEqual([]);
});

test("no rule is left over from a route that is gone", () => {
  expect(Object.keys(RIGHTS).filter((id) => id !== "root" && !known(id))).toEqual([]);
});

type Visitor = Role | "nobody" | "without-role";
const VISITORS: Visitor[] = ["nobody", "without-role", ...ROLES];

function viewerOf(visitor: Visitor) {
  if (visitor === "nobody") return null;
  return { roles: visitor === "without-role" ? [] : [{ role: visitor }] };
}

const EVERYBODY = VISITORS;
const FIELD: Visitor[] = ["volunteer", "supervisor", "administrator"];
const DESK: Visitor[] = ["supervisor", "analyst", "administrator"];
const MANAGERS: Visitor[] = ["supervisor", "administrator"];
const ADMINISTRATORS: Visitor[] = ["administrator"];
const ANALYSTS: Visitor[] = ["analyst", "administrator"];

/** Who may use what, written out a second time and by hand: a changed rule must be changed here as well. */
const EXPECTED: [pattern: RegExp, allowed: Visitor[]][] = [
  [/^routes\/(\$|_index|denied|language|set-up|sign-in|sign-out)$/, EVERYBODY],
  [/^routes\/(s\.\$slug|invite\.\$token)$/, EVERYBODY],
  [/^routes\/results\./, EVERYBODY],
  [/^routes\/field(\.|$)/, FIELD],
  [/^routes\/fieldwork\./, MANAGERS],
  [/^routes\/ledger\.(_index|new|\$entryId|entries\[\.\]csv)$/, DESK],
  [/^routes\/(frame|people)\./, ADMINISTRATORS],
  [/^routes\/waves\._index$/, DESK],
  [/^routes\/waves\.\$waveId\.(_index|streets(\[\.\]csv|\._index|\.\$streetId))$/, ANALYSTS],
  [/^routes\/waves\.\$waveId\.(data|report|arrivals)(\.|$)/, ANALYSTS],
  [/^routes\/waves\.\$waveId\.trends\.(_index|compare)$/, ANALYSTS],
  [/^routes\/waves\.\$waveId\.(losses|checks|score|publish)$/, ANALYSTS],
  [/^routes\/waves\.\$waveId\.(manage|quarantine)$/, MANAGERS],
  [/^routes\/waves\.(new|\$waveId\.(design|drawn-units\[\.\]csv))$/, ADMINISTRATORS],
  [/^routes\/api\.waves\.\$waveId\.(estimates|losses|ranks|changes)$/, ANALYSTS],
  [/^routes\/api\.field\.(work|secret)$/, FIELD],
  [/^routes\/api\.(\$kind|field\.renew)$/, EVERYBODY],
];

test.each(ROUTES)("%s lets in exactly whom it should", (id) => {
  const matching = EXPECTED.filter(([pattern]) => pattern.test(id));
  expect(matching).toHaveLength(1);
  const rule = RIGHTS[id];
  expect(rule).toBeDefined();
  const allowed = VISITORS.filter((visitor) => decide(rule!, viewerOf(visitor)) === "allow");
  expect(allowed).toEqual(VISITORS.filter((visitor) => matching[0]![1].includes(visitor)));
});

test("whoever is not signed in is asked to sign in; whoever is, and may not, is refused", () => {
  expect(decide(["analyst"], null)).toBe("sign-in");
  expect(decide(["analyst"], viewerOf("volunteer"))).toBe("forbidden");
  expect(decide("signed-in", null)).toBe("sign-in");
  expect(decide("signed-in", viewerOf("without-role"))).toBe("allow");
});
