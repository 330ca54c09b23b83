import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { data, type ServerBuild } from "@remix-run/node";
import pino, { type Logger } from "pino";
import { connect } from "#db/client.ts";
import { createApp } from "#app/server/create-app.ts";
import { parseEnvironment, type Variables } from "#app/server/environment.ts";
import { createRateLimits } from "#app/server/http/rate-limits.ts";
import { readLimitedBody } from "#app/server/read-limited-body.server.ts";

const page = { default: () => null, loader: ({ context }: never) => data({ seen: Boolean(context) }) };
const readBody = async ({ request }: { request: Request }) =>
  Response.json({ bytes: (await readLimitedBody(request)).byteLength });

const readForm = async ({ request }: { request: Request }) =>
  data({ bytes: (await request.arrayBuffer()).byteLength });

/** Real ids, so the real rights hold; modules that only say that they were reached. */
const routes = {
  root: { id: "root", path: "", module: { default: () => null } },
  "routes/_index": { id: "routes/_index", parentId: "root", index: true, module: page },
  "routes/denied": {
    id: "routes/denied",
    parentId: "root",
    path: "denied",
    module: { ...page, loader: () => data(null, { status: 403 }) },
  },
  "routes/sign-in": {
    id: "routes/sign-in",
    parentId: "root",
    path: "sign-in",
    module: { ...page, action: () => data(null, { status: 400 }) },
  },
  "routes/frame._index": {
    id: "routes/frame._index",
    parentId: "root",
    path: "frame",
    module: { ...page, action: readForm },
  },
  "routes/waves._index": { id: "routes/waves._index", parentId: "root", path: "waves", module: page },
  "routes/invite.$token": {
    id: "routes/invite.$token",
    parentId: "root",
    path: "invite/:token",
    module: { ...page, action: () => data(null, { status: 400 }) },
  },
  "routes/api.field.work": {
    id: "routes/api.field.work",
    parentId: "root",
    path: "api/field/work",
    module: { loader: () => Response.json({ reached: true }) },
  },
  "routes/api.$kind": {
    id: "routes/api.$kind",
    parentId: "root",
    path: "api/:kind",
    module: { action: readBody },
  },
};

export const tinyBuild = {
  mode: "production",
  entry: {
    module: {
      default: (_: Request, status: number, headers: Headers) => new Response("page", { status, headers }),
    },
  },
  routes,
  assets: { routes: {}, entry: { module: "", imports: [] }, url: "", version: "" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: { v3_singleFetch: true },
  isSpaMode: false,
} as unknown as ServerBuild;

export interface TinySite {
  url: string;
  close(): Promise<void>;
}

/** The real gate before pages that do nothing, on a database that is given. */
export async function openTinySite(
  databaseUrl: string,
  env: Variables = {},
  log: Logger = pino({ enabled: false }),
): Promise<TinySite> {
  const environment = parseEnvironment({ LOG_LEVEL: "silent", ...env });
  const connection = connect(databaseUrl, { max: 2 });
  const site = {
    environment,
    connection,
    log,
    limits: createRateLimits(),
    setUpCode: null,
  };
  const server: Server = createServer(createApp(site, { build: tinyBuild, directory: null }) as never);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await connection.close();
    },
  };
}
