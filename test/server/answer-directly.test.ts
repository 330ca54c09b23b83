import { expect, test } from "vitest";
import { directHandler } from "#app/server/http/answer-directly.ts";
import { tinyBuild } from "./tiny-site.ts";

const find = (leaf: string, pathname: string, method: string) =>
  directHandler(tinyBuild, leaf, pathname, method) !== null;

test("a route without a page is called by itself, for the methods that it knows", () => {
  expect(find("routes/api.$kind", "/api/visits", "POST")).toBe(true);
  expect(find("routes/api.field.work", "/api/field/work", "GET")).toBe(true);
  expect(find("routes/api.$kind", "/api/visits", "GET")).toBe(false);
  expect(find("routes/api.field.work", "/api/field/work", "HEAD")).toBe(false);
});

test("pages and their data are left to Remix", () => {
  expect(find("routes/sign-in", "/sign-in", "POST")).toBe(false);
  expect(find("routes/api.field.work", "/api/field/work.data", "GET")).toBe(false);
  expect(directHandler(tinyBuild, undefined, "/nowhere", "GET")).toBeNull();
});
