import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { roomResources } from "#app/locales/room-resources.ts";

const APP = join(import.meta.dirname, "../../app");
const ROOMS =
  /^(field\/|citizen\/|routes\/(field\.|s\.)|components\/(language-switch|address-code|questionnaire-))/;

test("the tablet's and the citizens' pages use no words that only the desk loads", () => {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter(
    (file) => ROOMS.test(file.replaceAll("\\", "/")) && /\.tsx?$/.test(file),
  );
  expect(files.length).toBeGreaterThan(40);
  const used = files.flatMap((file) => {
    const calls = readFileSync(join(APP, file), "utf8").matchAll(/useTranslation\(([^)]*)\)/g);
    return [...calls].flatMap((call) => [...(call[1] ?? "").matchAll(/"([\w-]+)"/g)].map((name) => name[1]));
  });
  const known = Object.keys(roomResources.en);
  expect([...new Set(used)].filter((name) => !known.includes(name ?? ""))).toEqual([]);
});
