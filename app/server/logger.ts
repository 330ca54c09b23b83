import pino, { type Logger } from "pino";
import type { Environment } from "./environment.ts";
import { withoutSecretAddress } from "./http/secret-address.ts";

/** Drizzle puts a query's parameters, which hold what people said, behind the query; Remix names the address. */
const withoutParameters = (text: string | undefined) =>
  text && withoutSecretAddress(text.replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/g, ""));

/** What the log keeps of an error: no parameters, no rows, no driver's details. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error === "string" ? error : typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === "string" ? { code } : {}),
    message: withoutParameters(error.message),
    stack: withoutParameters(error.stack),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** One JSON object a line, on standard output. */
export function createLogger(environment: Pick<Environment, "logLevel">): Logger {
  return pino({ level: environment.logLevel, base: null, serializers: { err: describeError } });
}
