import { expect, test } from "vitest";
import { canReachServer } from "#app/field/can-reach-server.ts";

const answering = (body: string) => () => Promise.resolve(new Response(body));

test("only the server's own word opens the way to the sign-in page", async () => {
  expect(await canReachServer(answering('{"status":"ok"}'))).toBe(true);
  expect(await canReachServer(answering('{"status":"database-away"}'))).toBe(false);
  expect(await canReachServer(answering("<h1>Welcome to our hotel</h1>"))).toBe(false);
  expect(await canReachServer(() => Promise.reject(new TypeError("Failed to fetch")))).toBe(false);
});
