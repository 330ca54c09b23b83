import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRandom, type Random } from "#surveys/sampling/random.ts";

/** What happens to a request on its way. */
export type Fault =
  | "pass"
  /** The connection breaks before anything reached the server. */
  | "drop-request"
  /** The server did what was asked; its answer is lost. */
  | "drop-reply"
  /** The same request reaches the server three times at once. */
  | "repeat"
  | { delayMs: number }
  | { status: number; headers?: Record<string, string>; body?: string };

export interface Passing {
  method: string;
  path: string;
  authorization: string;
}

export interface FaultyProxy {
  origin: string;
  /** Where the server is now; it may come back elsewhere. */
  target: string;
  decide: (passing: Passing) => Fault;
  /** What was done to each request, in order. */
  done: { method: string; path: string; fault: string }[];
  close(): Promise<void>;
}

/** A network between tablets and the site whose faults a test chooses, one request after another. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const server = createServer((req, res) => {
    const { method = "GET", url: path = "/" } = req;
    const fault = proxy.decide({ method, path, authorization: req.headers.authorization ?? "" });
    proxy.done.push({ method, path, fault: nameOf(fault) });
    carry(proxy.target, req, res, fault).catch(() => req.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: FaultyProxy = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    decide: () => "pass",
    done: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

async function carry(target: string, req: IncomingMessage, res: ServerResponse, fault: Fault): Promise<void> {
  if (fault === "drop-request") return void req.socket.destroy();
  const sent = await readAll(req);
  if (typeof fault === "object" && "status" in fault)
    return void res.writeHead(fault.status, fault.headers).end(fault.body);
  if (typeof fault === "object") await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
  const times = fault === "repeat" ? 3 : 1;
  const answers = await Promise.all(Array.from({ length: times }, () => pass(target, req, sent)));
  if (fault === "drop-reply") return void req.socket.destroy();
  const { status, headers, body } = answers.at(-1)!;
  res.writeHead(status, headers).end(body);
}

async function pass(target: string, req: IncomingMessage, sent: Buffer) {
  const { hostname, port } = new URL(target);
  const { method, url: path, headers } = req;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    ask({ hostname, port, path, method, headers, agent: false }, resolve).on("error", reject).end(sent);
  });
  const body = await readAll(answer);
  const { "transfer-encoding": _, connection: __, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: kept, body };
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const nameOf = (fault: Fault): string =>
  typeof fault === "string" ? fault : "status" in fault ? String(fault.status) : "delay";

const PORTAL = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>Free WLAN</title><p>Please accept our terms.</p>",
};
const AWAY = {
  status: 503,
  headers: { "content-type": "application/problem+json", "retry-after": "2" },
  body: '{"title":"away","status":503}',
};
export const FAULTS = {
  portal: PORTAL,
  away: AWAY,
  broken: { status: 500, headers: { "content-type": "text/html" }, body: "<h1>500</h1>" },
} as const;

/** Of a hundred requests: 14 lost before, 10 after the server had them, 10 repeated, 10 late, 9 answered wrongly. */
function draw(random: Random): Fault {
  const x = random.uniform();
  if (x < 0.14) return "drop-request";
  if (x < 0.24) return "drop-reply";
  if (x < 0.34) return "repeat";
  if (x < 0.44) return { delayMs: random.integer(40) };
  if (x < 0.47) return FAULTS.portal;
  if (x < 0.5) return FAULTS.away;
  return x < 0.53 ? FAULTS.broken : "pass";
}

/** Faults at random; every sender has its own stream of them, in the order of their first requests. */
export function faultsAtRandom(seed: string): (passing: Passing) => Fault {
  const streams = new Map<string, Random>();
  return ({ authorization }) => {
    const known = streams.get(authorization) ?? createRandom(`${seed} ${streams.size}`);
    streams.set(authorization, known);
    return draw(known);
  };
}
