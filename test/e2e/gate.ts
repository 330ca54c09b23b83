import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an answer of the site is turned into on its way; null leaves it as it is. */
export type Change = (path: string, body: string, type: string) => string | null;

export interface Gate {
  origin: string;
  /** "closed" drops every connection; "portal" answers pages with 200 and a page of its own. */
  mode: "open" | "closed" | "portal";
  change: Change | null;
  /** Requests since the gate was made, as "GET /path". */
  passed: string[];
  close(): Promise<void>;
}

const PORTAL =
  "<!doctype html><html lang=zh-CN><title>Free WLAN</title><p>Please accept our terms.</p></html>";

function readAll(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    message.on("data", (part: Buffer) => parts.push(part));
    message.on("end", () => resolve(Buffer.concat(parts)));
    message.on("error", reject);
  });
}

/** A network between a browser and the site, which a test can break: connections are truly refused, answers truly false. */
export async function openGate(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target);
  const pass = async (req: IncomingMessage, res: ServerResponse) => {
    const path = req.url ?? "/";
    const sent = await readAll(req);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers: IncomingMessage["headers"] = { ...req.headers, "accept-encoding": "identity" };
      // A changed answer must not be spared because the unchanged one is known.
      delete headers["if-none-match"];
      delete headers["if-modified-since"];
      ask({ hostname, port, path, method: req.method, headers }, resolve).on("error", reject).end(sent);
    });
    const received = await readAll(answer);
    const type = String(answer.headers["content-type"] ?? "");
    const changed = gate.change?.(path, received.toString("utf8"), type) ?? null;
    const headers = { ...answer.headers };
    if (changed !== null) {
      delete headers["content-length"];
      delete headers.etag;
    }
    delete headers["transfer-encoding"];
    res.writeHead(answer.statusCode ?? 502, headers).end(changed ?? received);
  };
  const server = createServer((req, res) => {
    gate.passed.push(`${req.method} ${req.url?.split("?")[0]}`);
    if (gate.mode === "closed") return void req.socket.destroy();
    if (gate.mode === "portal" && !req.url?.startsWith("/field-worker.js"))
      return void res.writeHead(200, { "content-type": "text/html" }).end(PORTAL);
    pass(req, res).catch(() => req.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const gate: Gate = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "open",
    change: null,
    passed: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gate;
}
