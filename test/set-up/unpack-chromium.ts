import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** Where the browser of @sparticuz/chromium lies unpacked; by version, so an upgrade unpacks anew. */
export function chromiumDirectory(): string {
  const file = join(modules, "@sparticuz/chromium/package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return join(modules, ".cache", `chromium-${version}`);
}

export const isPackagedChromiumUsable = () => process.platform === "linux" && process.arch === "x64";

/**
 * Unpacks the packaged browser once, whole or not at all. The package itself reuses whatever lies in
 * TMPDIR, truncated or not, so it unpacks into a new directory that is renamed when complete.
 */
export function unpackChromium(): void {
  const target = chromiumDirectory();
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = mkdtempSync(join(dirname(target), "chromium-unfinished-"));
  try {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const script = `(await import(${JSON.stringify(entry)})).default.executablePath()`;
    execFileSync(process.execPath, ["--input-type=module", "-e", `await ${script}`], {
      env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target))
      throw new Error(`The browser for the tests cannot be unpacked: ${String(error)}`);
  }
}
