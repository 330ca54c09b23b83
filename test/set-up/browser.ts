import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
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

function launching() {
  const path = process.env.CHROMIUM_PATH;
  const { executablePath, env } = path ? { executablePath: path, env: {} } : packaged();
  return { executablePath, args: ARGUMENTS, env: { ...process.env, ...env } as never };
}

function notStarted(error: unknown): Error {
  return new Error(`The browser does not start: ${(error as Error).message}`);
}

/**
 * Opens a real browser. Close it in `afterAll`.
 *
 * @throws {Error} one sentence when there is none or it does not start: tests never skip for that
 */
export async function openBrowser(): Promise<Browser> {
  const options = launching();
  try {
    return await chromium.launch(options);
  } catch (error) {
    throw notStarted(error);
  }
}

/**
 * Opens a real browser that keeps what it stores in a directory, as a device does from one day to the next.
 *
 * @throws {Error} as `openBrowser`
 */
export async function openDevice(
  directory: string,
  options: { viewport: { width: number; height: number }; locale: string },
  moreArguments: readonly string[] = [],
): Promise<BrowserContext> {
  const launch = launching();
  launch.args = [...launch.args, ...moreArguments];
  try {
    return await chromium.launchPersistentContext(directory, { ...launch, ...options });
  } catch (error) {
    throw notStarted(error);
  }
}
