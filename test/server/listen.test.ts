import { Agent, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { parseEnvironment } from "#app/server/environment.ts";
import { drain, listen } from "#app/server/listen.ts";

const environment = { ...parseEnvironment({}), port: 0 };

function ask(agent: Agent, port: number): Promise<IncomingMessage> {
  return new Promise((done, failed) => {
    get({ port, agent }, (answer) => {
      answer.resume();
      answer.once("end", () => done(answer));
    }).once("error", failed);
  });
}

test("idle connections are kept longer than a proxy keeps them", async () => {
  const server = await listen(environment, (_req, res) => void res.end("ok"));
  expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
  expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
  await drain(server);
});

test("stopping lets an open request finish and closes idle connections at once", async () => {
  let finish: (() => void) | undefined;
  const server = await listen(environment, (req, res) => {
    const end = () => void res.end("ok");
    if (req.url === "/slow") finish = end;
    else end();
  });
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  await Promise.all([ask(agent, port), ask(agent, port)]);
  const slow = fetch(`http://127.0.0.1:${port}/slow`).then((answer) => answer.text());
  await expect.poll(() => finish).toBeDefined();
  const began = performance.now();
  const stopped = drain(server);
  finish!();
  await stopped;
  expect(performance.now() - began).toBeLessThan(3000);
  expect(await slow).toBe("ok");
  agent.destroy();
});
