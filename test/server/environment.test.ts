import { resolve } from "node:path";
import { expect, test } from "vitest";
import { isPrivate, parseEnvironment, type Variables } from "#app/server/environment.ts";
import { StartError } from "#app/server/start-error.ts";

const ENGLISH = { LANG: "en_GB.UTF-8" };

function complaint(env: Variables): string {
  try {
    parseEnvironment({ ...ENGLISH, ...env });
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).exitCode).toBe(2);
    return (error as StartError).message;
  }
  throw new Error("nothing was wrong");
}

test("an empty environment means this machine only, port 3000, .data and the demo", () => {
  expect(parseEnvironment({}, "/somewhere")).toEqual({
    host: "127.0.0.1",
    port: 3000,
    dataDirectory: resolve("/somewhere", ".data"),
    databaseUrl: null,
    demo: true,
    tls: null,
    trustedProxy: [],
    publicOrigin: null,
    logLevel: "info",
  });
});

test("a variable set to nothing counts as not set", () => {
  expect(parseEnvironment({ PORT: " ", DATABASE_URL: "" }).port).toBe(3000);
});

test.each([
  [{ PORT: "http" }, 'PORT must be a whole number from 0 to 65535; it is "http".'],
  [{ PORT: "70000" }, 'PORT must be a whole number from 0 to 65535; it is "70000".'],
  [{ HOST: "a b" }, 'HOST must be a name or an address such as 127.0.0.1 or 0.0.0.0; it is "a b".'],
  [
    { DATABASE_URL: "mysql://secret" },
    "DATABASE_URL must look like postgres://user:password@host:5432/database.",
  ],
  [
    { WENJIE_DEMO: "yes" },
    'WENJIE_DEMO must be 1 (fill in the demo district on the first start) or 0; it is "yes".',
  ],
  [
    { WENJIE_TRUSTED_PROXY: "everybody" },
    'WENJIE_TRUSTED_PROXY must list loopback, linklocal, uniquelocal, addresses or ranges such as 10.0.0.0/8; it is "everybody".',
  ],
  [
    { WENJIE_PUBLIC_URL: "https://example.org/wenjie" },
    'WENJIE_PUBLIC_URL must be an origin such as https://wenjie.example.org, without a path; it is "https://example.org/wenjie".',
  ],
  [
    { LOG_LEVEL: "loud" },
    'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent; it is "loud".',
  ],
  [
    { WENJIE_TLS_CERT: import.meta.filename },
    "HTTPS needs both WENJIE_TLS_CERT and WENJIE_TLS_KEY; only one of them is set.",
  ],
  [
    { WENJIE_TLS_CERT: "/no/such.pem", WENJIE_TLS_KEY: import.meta.filename },
    'WENJIE_TLS_CERT names "/no/such.pem", which is not a file that can be read.',
  ],
])("%j is refused in a sentence", (env, sentence) => {
  expect(complaint(env)).toBe(sentence);
});

test("everything that is wrong is said at once, in Chinese to a Chinese terminal", () => {
  const text = complaint({ PORT: "x", WENJIE_DEMO: "2", LC_ALL: "zh_CN.UTF-8" });
  expect(text.split("\n")).toHaveLength(2);
  expect(text).toMatch(/^PORT 应是/);
});

test("a password in a connection string is not repeated", () => {
  expect(complaint({ DATABASE_URL: "postgres//u:hunter2@h/d" })).not.toContain("hunter2");
});

test("a list of proxies may hold names, addresses and ranges", () => {
  const { trustedProxy } = parseEnvironment({ WENJIE_TRUSTED_PROXY: "loopback, 10.0.0.0/8 fd00::1" });
  expect(trustedProxy).toEqual(["loopback", "10.0.0.0/8", "fd00::1"]);
});

test("only a loopback host without a proxy in front is private", () => {
  expect(isPrivate(parseEnvironment({}))).toBe(true);
  expect(isPrivate(parseEnvironment({ HOST: "::1" }))).toBe(true);
  expect(isPrivate(parseEnvironment({ HOST: "0.0.0.0" }))).toBe(false);
  expect(isPrivate(parseEnvironment({ WENJIE_PUBLIC_URL: "https://wenjie.example.org" }))).toBe(false);
  expect(isPrivate(parseEnvironment({ WENJIE_TRUSTED_PROXY: "loopback" }))).toBe(false);
});
