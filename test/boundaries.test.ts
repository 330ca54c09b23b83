import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

const SOURCES = ["app", "db", "surveys", "analysis", "test"].flatMap(filesBelow);
const code = (folder: string) =>
  SOURCES.filter((file) => file.startsWith(`${folder}/`) && /\.tsx?$/.test(file));

/** Module names that a file imports, with relative ones resolved to `#folder/...`. */
function importsOf(file: string, text = readFileSync(join(ROOT, file), "utf8")): string[] {
  const found = [...text.matchAll(/(?<!["'])\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
  return found.map((name) => {
    if (!name.startsWith(".")) return name;
    return `#${relative(ROOT, join(ROOT, file, "..", name)).replaceAll("\\", "/")}`;
  });
}

const NUMERICAL = /^(simple-statistics|ml-matrix|pure-rand|@stdlib\/)/;

const RULES: { folder: string; sentence: string; allowed: (name: string) => boolean }[] = [
  {
    folder: "analysis",
    sentence: "imports itself and small numerical packages",
    allowed: (name) => name.startsWith("#analysis/") || NUMERICAL.test(name),
  },
  {
    folder: "surveys",
    sentence: "imports itself, survey-core and small numerical packages",
    allowed: (name) => /^(#surveys\/|survey-core|@noble\/hashes)/.test(name) || NUMERICAL.test(name),
  },
  {
    folder: "db",
    sentence: "imports no page code",
    allowed: (name) => !/^(#app\/|react|@remix-run)/.test(name),
  },
  {
    folder: "app",
    sentence: "holds no SQL builder or driver",
    allowed: (name) => !/^(drizzle-orm|postgres$)/.test(name),
  },
];

function brokenImports(rule: (typeof RULES)[number], file: string, text?: string): string[] {
  return importsOf(file, text)
    .filter((name) => !rule.allowed(name))
    .map((name) => `${file} imports ${name}`);
}

test.each(RULES)("$folder/ $sentence", (rule) => {
  expect(code(rule.folder).flatMap((file) => brokenImports(rule, file))).toEqual([]);
});

test("a forbidden import is found, plain, dynamic or relative", () => {
  const text = `import a from "node:fs"; await import("../db/client.ts"); import { b } from "#analysis/tally.ts";`;
  expect(brokenImports(RULES[0]!, "analysis/x.ts", text)).toEqual([
    "analysis/x.ts imports node:fs",
    "analysis/x.ts imports #db/client.ts",
  ]);
});

test("the pure parts read no clock, no environment and no global randomness", () => {
  const impure = /Math\.random|Date\.now|new Date\(\)|process\.env|performance\.now|globalThis\.crypto/;
  const found = [...code("analysis"), ...code("surveys")].filter((file) =>
    impure.test(readFileSync(join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")),
  );
  expect(found).toEqual([]);
});

test("there is no generic drawer", () => {
  expect(
    SOURCES.filter((file) => /(^|\/)(utils?|helpers?|misc|common|services?)(\/|\.[a-z]+$)/.test(file)),
  ).toEqual([]);
});

test("no commercial or font-fetching part of SurveyJS is used", () => {
  const manifest = readFileSync(join(ROOT, "package.json"), "utf8");
  expect(manifest).not.toMatch(/survey-(creator|analytics|pdf)/);
  const careless = code("app").filter((file) =>
    /survey-core\/survey-core(\.min)?\.css/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  expect(careless).toEqual([]);
});

test("the top level holds only the agreed source folders", () => {
  const folders = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .filter((name) => !["node_modules", "build", "public"].includes(name));
  expect(folders.sort()).toEqual(["analysis", "app", "db", "surveys", "test"]);
});
