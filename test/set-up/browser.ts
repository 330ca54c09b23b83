import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { chromiumDirectory, isPackagedChromiumUsable } from "./unpack-chromium.ts";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function packaged(): { executablePath: string; env: Record<string, string> } {
  const directory = chromiumDirectory();
  const executablePath = join(directory, "chromium");
  if (!isPackagedChromiumUsable() || !existsSync(executablePath)) {
    throw new Error(
      "There is no browser for the tests here: set CHROMIUM_PATH to an installed Chromium or Chrome.",
    );
  }
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: join(directory, "al2023", "lib"),
      // The packaged fonts have no Chinese; the system's may.
      FONTCONFIG_PATH: existsSync("/etc/fonts/fonts.conf") ? "/etc/fonts" : join(directory, "fonts"),
    },
  };
}

/**
 * Opens a real browser. Close it in `afterAll`.
 *
 * @throws {Error} one sentence when there is none or it does not start: tests never skip for that
 */
export async function openBrowser(): Promise<Browser> {
  const path = process.env.CHROMIUM_PATH;
  const { executablePath, env } = path ? { executablePath: path, env: {} } : packaged();
  try {
    return await chromium.launch({
      executablePath,
      args: ARGUMENTS,
      env: { ...process.env, ...env } as never,
    });
  } catch (error) {
    throw new Error(`The browser ${executablePath} does not start: ${(error as Error).message}`);
  }
}
