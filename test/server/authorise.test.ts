import { expect, test } from "vitest";
import { checkRights, judge } from "#app/server/http/authorise.ts";
import { decide } from "#app/server/decide.ts";
import { pagePath, routeFinder } from "#app/server/http/routes-of-build.ts";
import { tinyBuild } from "./tiny-site.ts";

const holding = (...roles: ("volunteer" | "analyst")[]) => ({ roles: roles.map((role) => ({ role })) });

test("anyone means anyone", () => {
  expect(decide("anyone", null)).toBe("allow");
});

test("who is not signed in is asked to sign in wherever a rule asks for more", () => {
  expect(decide("signed-in", null)).toBe("sign-in");
  expect(decide(["analyst"], null)).toBe("sign-in");
});

test("a role that the rule names opens, another does not", () => {
  expect(decide(["analyst"], holding("volunteer", "analyst"))).toBe("allow");
  expect(decide(["analyst"], holding("volunteer"))).toBe("forbidden");
  expect(decide("signed-in", holding())).toBe("allow");
});

test("a page is as closed as the most closed of its routes", () => {
  const rights = { root: "anyone", inner: "signed-in", leaf: ["analyst"] } as const;
  expect(judge(["root", "inner", "leaf"], null, rights)).toBe("sign-in");
  expect(judge(["root", "inner", "leaf"], holding("volunteer"), rights)).toBe("forbidden");
  expect(judge(["root", "inner"], holding("volunteer"), rights)).toBe("allow");
});

test("a route without a rule is closed, and stops the start with its name", () => {
  expect(judge(["unheard-of"], holding("analyst"))).toBe("forbidden");
  expect(judge(["toString"], holding("analyst"))).toBe("forbidden");
  const build = { routes: { root: tinyBuild.routes.root!, "routes/new": tinyBuild.routes.root! } };
  expect(() => checkRights(build, { root: "anyone" })).toThrow("routes/new");
});

test.each([
  ["/waves", "/waves"],
  ["/waves.data", "/waves"],
  ["/_root.data", "/"],
  ["/a.data/b", "/a.data/b"],
])("the page of %s is %s", (path, page) => {
  expect(pagePath(path)).toBe(page);
});

test.each([
  ["/", "routes/_index"],
  ["/_root.data", "routes/_index"],
  ["/waves", "routes/waves._index"],
  ["/WAVES/", "routes/waves._index"],
  ["/%77aves", "routes/waves._index"],
  ["/waves.data", "routes/waves._index"],
  ["/api/field/work", "routes/api.field.work"],
  ["/api/responses", "routes/api.$kind"],
])("%s leads to %s, as in Remix", (path, leaf) => {
  expect(routeFinder(tinyBuild)(path).ids.at(-1)).toBe(leaf);
});
