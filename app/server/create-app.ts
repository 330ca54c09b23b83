import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import { ping } from "#db/ping.ts";
import { checkRights } from "./http/authorise.ts";
import { type Site, requestHandler } from "./http/handle-request.ts";
import { requestLog } from "./http/request-log.ts";
import { securityHeaders, sendOnlyHeaders } from "./http/security-headers.ts";

export interface SiteFiles {
  /** The build, or for development a function that gives the newest one. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** The directory of the files that browsers fetch; null in development, where Vite serves them. */
  directory: string | null;
  vite?: RequestHandler;
}

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** The tablet's worker is asked for at every start, and decides by its bytes whether there is a new version. */
function headersOfFile(res: express.Response, path: string): void {
  if (!path.endsWith("field-worker.js")) return;
  res.set("Cache-Control", "no-cache");
  res.set("Service-Worker-Allowed", "/field");
}

/**
 * The whole site as one Express application.
 *
 * @throws {StartError} if a route has no rule in app/rights.ts
 */
export function createApp(site: Site, files: SiteFiles): Express {
  const { environment, connection, log } = site;
  const https = environment.tls !== null || Boolean(environment.publicOrigin?.startsWith("https:"));
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", environment.trustedProxy.length > 0 ? environment.trustedProxy : false);
  app.use(requestLog(log));

  const handlers = new WeakMap<ServerBuild, ReturnType<typeof requestHandler>>();
  const handlerOf = (build: ServerBuild) => {
    const known = handlers.get(build);
    if (known) return known;
    checkRights(build);
    const made = requestHandler(site, build);
    handlers.set(build, made);
    return made;
  };
  if (typeof files.build !== "function") handlerOf(files.build);

  const answer: RequestHandler = (req, res, next) => {
    const find = async () => {
      const build = typeof files.build === "function" ? await files.build() : files.build;
      await handlerOf(build)(req, res);
    };
    // Who has hung up needs no answer.
    find().catch((error: unknown) => (req.socket.destroyed ? undefined : next(error)));
  };

  // A record is small and its answer smaller: no files to look for, nothing to compress.
  app.post("/api/:kind", sendOnlyHeaders({ https }), answer);
  app.use(securityHeaders({ https, development: files.vite !== undefined }));
  app.get("/healthz", (_req, res) => {
    void ping(connection.sql).then((there) => {
      res.set("Cache-Control", "no-store");
      if (!there) res.set("Retry-After", "5");
      res.status(there ? 200 : 503).json({ status: there ? "ok" : "database-away" });
    });
  });

  app.use(compression());
  if (files.vite) app.use(files.vite);
  if (files.directory) {
    const assets = express.static(join(files.directory, "assets"), {
      immutable: true,
      maxAge: YEAR,
      index: false,
    });
    app.use("/assets", assets, (_req, res) => void res.status(404).type("text/plain").send("404"));
    app.use(express.static(files.directory, { maxAge: 0, index: false, setHeaders: headersOfFile }));
  }

  app.all("*", answer);
  app.use(((error, _req, res, next) => {
    log.error({ err: error as unknown, id: res.locals.requestId as string }, "a request failed");
    if (res.headersSent) return next(error);
    res.status(500).type("text/plain").send("500");
  }) as express.ErrorRequestHandler);
  return app;
}
