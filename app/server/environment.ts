import { accessSync, constants, statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { operatorLanguage, operatorText, type OperatorTextKey } from "./operator-text.ts";
import { StartError } from "./start-error.ts";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** The variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What the process was told from outside, checked. Read once at boot; nothing else reads `process.env`. */
export interface Environment {
  host: string;
  port: number;
  /** Absolute path. */
  dataDirectory: string;
  /** A PostgreSQL server to use instead of the embedded one. */
  databaseUrl: string | null;
  demo: boolean;
  tls: { certificateFile: string; keyFile: string } | null;
  /** What Express's "trust proxy" takes: names such as loopback, addresses, CIDR ranges. */
  trustedProxy: string[];
  /** The origin that people type, where a proxy stands in front. */
  publicOrigin: string | null;
  logLevel: (typeof LOG_LEVELS)[number];
}

const PROXY_NAMES = ["loopback", "linklocal", "uniquelocal"];
const isProxy = (text: string) =>
  PROXY_NAMES.includes(text) || z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(text).success;

function isReadableFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return url.pathname === "/" && !url.search && !url.hash && !url.username ? url.origin : null;
}

/** A piece of text that is wrong in the way `key` says. */
const problem = (key: OperatorTextKey) => ({ message: key });

const schema = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, problem("host-invalid"))
    .default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, problem("port-invalid"))
    .transform(Number)
    .refine((port) => port <= 65535, problem("port-invalid"))
    .default(3000),
  WENJIE_DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), problem("database-url-invalid"))
    .nullable()
    .default(null),
  WENJIE_DEMO: z
    .enum(["0", "1"], problem("demo-invalid"))
    .transform((text) => text === "1")
    .default(true),
  WENJIE_TLS_CERT: z.string().refine(isReadableFile, problem("tls-file-unreadable")).optional(),
  WENJIE_TLS_KEY: z.string().refine(isReadableFile, problem("tls-file-unreadable")).optional(),
  WENJIE_TRUSTED_PROXY: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((names) => names.every(isProxy), problem("trusted-proxy-invalid"))
    .default([]),
  WENJIE_PUBLIC_URL: z
    .string()
    .refine((text) => originOf(text) !== null, problem("public-url-invalid"))
    .transform(originOf)
    .nullable()
    .default(null),
  LOG_LEVEL: z.enum(LOG_LEVELS, problem("log-level-invalid")).default("info"),
});

/**
 * Reads and checks the environment. A variable set to nothing counts as not set.
 *
 * @throws {StartError} exit code 2, one sentence for each thing that is wrong
 */
export function parseEnvironment(env: Variables, workingDirectory = process.cwd()): Environment {
  const language = operatorLanguage(env);
  const given = Object.fromEntries(
    Object.entries(env)
      .map(([name, text]) => [name, text?.trim()])
      .filter(([, text]) => text),
  ) as Record<string, string>;
  const parsed = schema.safeParse(given);
  const sentences = parsed.success
    ? []
    : parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        // Never echo a connection string: it holds a password.
        const value = name === "DATABASE_URL" ? "" : (given[name] ?? "");
        return operatorText(issue.message as OperatorTextKey, { name, value }, language);
      });
  if (Boolean(given.WENJIE_TLS_CERT) !== Boolean(given.WENJIE_TLS_KEY)) {
    sentences.push(operatorText("tls-half", {}, language));
  }
  if (!parsed.success || sentences.length > 0) throw new StartError([...new Set(sentences)].join("\n"), 2);
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    dataDirectory: resolve(workingDirectory, values.WENJIE_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    demo: values.WENJIE_DEMO,
    tls:
      values.WENJIE_TLS_CERT && values.WENJIE_TLS_KEY
        ? { certificateFile: values.WENJIE_TLS_CERT, keyFile: values.WENJIE_TLS_KEY }
        : null,
    trustedProxy: values.WENJIE_TRUSTED_PROXY,
    publicOrigin: values.WENJIE_PUBLIC_URL,
    logLevel: values.LOG_LEVEL,
  };
}

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}

/** Whether nobody but this machine's users can reach the site: not listening elsewhere, no proxy in front. */
export function isPrivate(environment: Pick<Environment, "host" | "publicOrigin" | "trustedProxy">): boolean {
  return isLoopback(environment.host) && !environment.publicOrigin && environment.trustedProxy.length === 0;
}
