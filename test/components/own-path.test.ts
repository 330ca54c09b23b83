import { expect, test } from "vitest";
import { ownPath } from "#app/own-path.ts";

test.each(["/waves", "/waves/1?dontKnow=other#streets", "/field/case?id=1"])(
  "%s is a path of this site",
  (path) => {
    expect(ownPath(path)).toBe(path);
  },
);

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "/\t/elsewhere.example",
  "javascript:alert(1)",
  "waves",
  "",
  null,
  undefined,
])("%j is not, and leads to the fallback", (path) => {
  expect(ownPath(path)).toBe("/");
  expect(ownPath(path, "/waves")).toBe("/waves");
});

test("dots cannot lead to another site", () => {
  expect(ownPath("/..//elsewhere.example")).toBe("/");
});
