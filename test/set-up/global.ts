import type { TestProject } from "vitest/node";
import { startTestServer } from "./test-server.ts";
import { isPackagedChromiumUsable, unpackChromium } from "./unpack-chromium.ts";
import "./database.ts";

/** Before all test files: one PostgreSQL, and the browser unpacked. A failure here fails the run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (isPackagedChromiumUsable() && !process.env.CHROMIUM_PATH) unpackChromium();
  const server = await startTestServer();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
