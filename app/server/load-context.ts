import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import type { Environment } from "./environment.ts";

declare module "@remix-run/node" {
  /** What every loader and action gets. */
  interface AppLoadContext {
    database: Database;
    /** Whoever is signed in, by cookie or bearer token. */
    viewer: Viewer | null;
    environment: Environment;
    /** Stands in the response's content security policy; inline scripts must carry it. */
    cspNonce: string;
    /** Scheme, host and port under which people reach this site. */
    publicOrigin: string;
    /** Asked of whoever makes the first administrator; null where only this machine can reach the site. */
    setUpCode: string | null;
    /** Aborted when the server stops: answers that have no end of their own end then. */
    stopping?: AbortSignal;
  }
}
