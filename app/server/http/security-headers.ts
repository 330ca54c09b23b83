import { randomBytes } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import helmet from "helmet";

/** Sets the content security policy, with a new nonce each time, and what else browsers should refuse. */
export function securityHeaders(options: { https: boolean; development: boolean }) {
  const { https, development } = options;
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: development
          ? ["'self'", "'unsafe-inline'"]
          : ["'self'", (_req, res) => `'nonce-${String((res as Response).locals.cspNonce)}'`],
        // SurveyJS and React Aria set inline styles.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
      },
    },
    xFrameOptions: { action: "deny" },
    // With no-referrer, browsers send "Origin: null" with a form, and the origin check would refuse it.
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: https ? { includeSubDomains: false } : false,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  });
  return (req: Request, res: Response, next: NextFunction): void => {
    res.locals.cspNonce = randomBytes(16).toString("base64");
    protect(req, res, next);
  };
}

/** For answers to programs that send something: nothing in them is to be run, framed or guessed at. */
export function sendOnlyHeaders({ https }: { https: boolean }) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    res.locals.cspNonce = "";
    res.setHeader("Content-Security-Policy", "default-src 'none';frame-ancestors 'none'");
    res.setHeader("X-Content-Type-Options", "nosniff");
    res.setHeader("X-Frame-Options", "DENY");
    res.setHeader("Referrer-Policy", "same-origin");
    res.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (https) res.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}
