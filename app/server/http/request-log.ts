import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";
import { withoutSecretAddress } from "./secret-address.ts";

/** Gives each request an id and writes one line when it is answered: no query, no body, no name, no address. */
export function requestLog(log: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const id = randomUUID();
    const began = performance.now();
    res.locals.requestId = id;
    res.setHeader("X-Request-Id", id);
    const path = withoutSecretAddress(req.originalUrl.split("?")[0] ?? "");
    res.on("close", () => {
      const level = path.startsWith("/assets/") || path === "/healthz" ? "debug" : "info";
      const ms = Math.round(performance.now() - began);
      const user = res.locals.userId as string | undefined;
      const cut = res.writableFinished ? {} : { cut: true };
      log[level]({ id, method: req.method, path, status: res.statusCode, ms, user, ...cut }, "request");
    });
    next();
  };
}
