import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { networkInterfaces } from "node:os";
import type { Environment } from "./environment.ts";
import { operatorText } from "./operator-text.ts";
import { StartError } from "./start-error.ts";

function reason(
  error: NodeJS.ErrnoException,
  { host, port }: Pick<Environment, "host" | "port">,
): StartError {
  const other = port === 65535 ? 3000 : port + 1;
  if (error.code === "EADDRINUSE") return new StartError(operatorText("port-in-use", { host, port, other }));
  if (error.code === "EACCES") return new StartError(operatorText("port-forbidden", { port }));
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND" || error.code === "EAI_AGAIN") {
    return new StartError(operatorText("host-unknown", { host }));
  }
  return new StartError(operatorText("listen-failed", { host, port, reason: error.message }));
}

function create(environment: Environment, listener?: RequestListener): Server {
  if (!environment.tls) return createServer(listener ?? (() => undefined));
  try {
    const cert = readFileSync(environment.tls.certificateFile);
    const key = readFileSync(environment.tls.keyFile);
    return createSecureServer({ cert, key }, listener);
  } catch (error) {
    throw new StartError(operatorText("tls-invalid", { reason: (error as Error).message }), 2);
  }
}

/** Longer than usual proxies keep an idle connection (60 s): one of theirs must never meet a closed door. */
const KEEP_ALIVE = 65_000;
const REQUEST_TIMEOUT = 120_000;

/**
 * Starts to listen.
 *
 * @throws {StartError} one sentence: port taken, forbidden, or an address that this machine has not
 */
export async function listen(environment: Environment, listener?: RequestListener): Promise<Server> {
  const server = create(environment, listener);
  server.keepAliveTimeout = KEEP_ALIVE;
  server.headersTimeout = KEEP_ALIVE + 1000;
  server.requestTimeout = REQUEST_TIMEOUT;
  await new Promise<void>((done, failed) => {
    server.once("error", (error) => failed(reason(error, environment)));
    server.listen(environment.port, environment.host, () => done());
  });
  return server;
}

/**
 * Fails early, before anything is built or made, where it is clear already that nobody could be served.
 *
 * @throws {StartError}
 */
export async function tryListening(environment: Environment): Promise<void> {
  const server = await listen(environment);
  await new Promise((done) => server.close(done));
}

/** The addresses to type into a browser, the nearest first. */
export function addressesOf(server: Server, environment: Environment): string[] {
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : environment.port;
  const scheme = environment.tls ? "https" : "http";
  const everywhere = environment.host === "0.0.0.0" || environment.host === "::";
  const others = everywhere
    ? Object.values(networkInterfaces())
        .flat()
        .filter((each) => each && each.family === "IPv4" && !each.internal)
        .map((each) => each?.address ?? "")
    : [];
  const host = everywhere
    ? "localhost"
    : environment.host.includes(":")
      ? `[${environment.host}]`
      : environment.host;
  const own = [host, ...others].map((name) => `${scheme}://${name}:${port}/`);
  return environment.publicOrigin ? [`${environment.publicOrigin}/`, ...own] : own;
}

/**
 * Stops taking requests, lets open ones finish, and after ten seconds cuts what is left.
 */
export async function drain(server: Server, patience = 10_000): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
