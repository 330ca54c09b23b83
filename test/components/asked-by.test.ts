import type { ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { expect, test } from "vitest";
import { askedBy } from "#app/present/asked-by.ts";

const address = (path: string) => new URL(path, "http://desk.test");

function isAsked(from: string, to: string, more: Partial<ShouldRevalidateFunctionArgs> = {}) {
  return askedBy(
    "best",
    "dontKnow",
  )({
    ...{ currentUrl: address(from), nextUrl: address(to), currentParams: {}, nextParams: {} },
    ...{ defaultShouldRevalidate: true, ...more },
  });
}

test("sorting and filtering what is there asks no server", () => {
  expect(isAsked("/streets", "/streets?sort=-share")).toBe(false);
  expect(isAsked("/streets?best=3&sort=name", "/streets?sort=share&best=3&name=桥")).toBe(false);
});

test("what the data rests on is asked for: its parameters, another page, a form, and the same address again", () => {
  expect(isAsked("/streets", "/streets?best=5")).toBe(true);
  expect(isAsked("/streets?dontKnow=other", "/streets")).toBe(true);
  expect(isAsked("/streets?sort=name", "/losses")).toBe(true);
  expect(isAsked("/streets", "/streets?sort=name", { formAction: "/streets" })).toBe(true);
  expect(isAsked("/streets?sort=name", "/streets?sort=name")).toBe(true);
});
