import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { createApp } from "#app/server/create-app.ts";
import { parseEnvironment } from "#app/server/environment.ts";
import { createRateLimits } from "#app/server/http/rate-limits.ts";
import { buildSite, CLIENT_FILES, fingerprint, isBuilt, loadBuild } from "#app/server/site-build.ts";
import { connect, type Connection } from "#db/client.ts";
import { createTestDatabase } from "#test/set-up/database.ts";

export interface TestSite {
  origin: string;
  connection: Connection;
  /** Ends every connection and starts the server anew, at another port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The real site, built if it is not, on a database of its own and a free port. */
export async function startSite(): Promise<TestSite> {
  if (!isBuilt(fingerprint())) await buildSite();
  const database = await createTestDatabase();
  const connection = connect(database.url);
  const environment = parseEnvironment({ PORT: "0", WENJIE_DEMO: "0" });
  const log = pino({ level: "silent" });
  const site = { environment, connection, log, limits: createRateLimits(), setUpCode: null };
  const directory = CLIENT_FILES;
  let server: Server;
  const start = async () => {
    const app = createApp({ ...site, limits: createRateLimits() }, { build: await loadBuild(), directory });
    server = createServer(app as unknown as RequestListener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const started: TestSite = {
    origin: await start(),
    connection,
    async restart() {
      await stop();
      started.origin = await start();
    },
    async close() {
      await stop();
      await connection.close();
      await database.close();
    },
  };
  return started;
}
