import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { withStartLock } from "./database/start-lock.ts";
import { operatorText } from "./operator-text.ts";
import { StartError } from "./start-error.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BUILD = join(ROOT, "build");
export const CLIENT_FILES = join(BUILD, "client");
const SERVER_ENTRY = join(BUILD, "server", "index.js");
const STAMP = join(BUILD, ".built-from");
const SOURCES = [
  "app",
  "db",
  "surveys",
  "analysis",
  "public",
  "package-lock.json",
  "package.json",
  "remix.config.js",
];

function filesOf(name: string): string[] {
  const path = join(ROOT, name);
  if (!existsSync(path)) return [];
  if (!name.includes(".")) {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  }
  return [path];
}

/** A fingerprint of everything that the build is made from. */
export function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesOf)) {
    hash
      .update(`${file.slice(ROOT.length)}\n`)
      .update(readFileSync(file))
      .update("\n");
  }
  return hash.digest("hex");
}

export function isBuilt(from: string): boolean {
  return existsSync(SERVER_ENTRY) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === from;
}

async function build(from: string): Promise<void> {
  const remix = createRequire(import.meta.url).resolve("@remix-run/dev/package.json");
  const { VITEST: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [join(dirname(remix), "dist", "cli.js"), "vite:build", "-c", "remix.config.js"],
    {
      cwd: ROOT,
      env: { ...env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    },
  );
  const abandon = () => child.kill();
  process.once("exit", abandon);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((done) => child.on("close", done).on("error", () => done(null)));
  process.off("exit", abandon);
  if (code !== 0 || !existsSync(SERVER_ENTRY)) throw new StartError(operatorText("build-failed", { output }));
  writeFileSync(STAMP, from);
}

/**
 * Builds the site in a process of its own unless it is built; its output is shown only if it fails. Of two
 * processes that want it at once, one builds and the other waits.
 *
 * @throws {StartError} with the output
 */
export async function buildSite(): Promise<void> {
  await withStartLock(join(ROOT, "node_modules", ".building"), async () => {
    const from = fingerprint();
    if (!isBuilt(from)) await build(from);
  });
}

export async function loadBuild(): Promise<ServerBuild> {
  return (await import(pathToFileURL(SERVER_ENTRY).href)) as ServerBuild;
}
