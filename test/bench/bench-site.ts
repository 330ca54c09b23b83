import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { freePort } from "#app/server/database/free-port.ts";
import { ROOT } from "#app/server/site-build.ts";

/** Building may come first. */
const PATIENCE = 300_000;

/** The application as `npm start` runs it, in a process of its own, on a database that is there already. */
export async function startBenchSite(databaseUrl: string): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort();
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const child = spawn(
    process.execPath,
    ["--import", pathToFileURL(tsx).href, join(ROOT, "app/server/start.ts")],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        PORT: String(port),
        HOST: "127.0.0.1",
        LOG_LEVEL: "warn",
        WENJIE_DATA_DIR: join(tmpdir(), `wenjie-bench-data-${process.pid}`),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  for (const until = Date.now() + PATIENCE; ;) {
    const answers = await fetch(`http://127.0.0.1:${port}/api/responses`).then(
      (response) => response.status === 405,
      () => false,
    );
    if (answers) return { port, stop };
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`The site did not start:\n${output}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}
