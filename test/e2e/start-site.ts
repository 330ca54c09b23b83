import type { RequestListener } from "node:http";
import { createServer } from "node:http";
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
  const app = createApp(site, { build: await loadBuild(), directory: CLIENT_FILES });
  const server = createServer(app as unknown as RequestListener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    connection,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await connection.close();
      await database.close();
    },
  };
}
