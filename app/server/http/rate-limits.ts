import type { Request, Response } from "express";
import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler } from "express-rate-limit";

const MINUTE = 60_000;
const addressOf = (req: Request) => ipKeyGenerator(req.ip ?? "?");
const blocked = Symbol("blocked");

const shared = {
  windowMs: MINUTE,
  standardHeaders: "draft-8" as const,
  legacyHeaders: false,
  handler: (_req: Request, _res: Response, next: (reason?: unknown) => void) => next(blocked),
};

export interface RateLimits {
  /** Failed sign-ins of one login from one address; many people of an office share an address. */
  signIn(req: Request, res: Response, login: string): Promise<boolean>;
  /** Records of whoever does not work in the field, by address: many phones may share one network's. */
  citizenRecord(req: Request, res: Response): Promise<boolean>;
  /** Public results that are looked at, by address. */
  publicResults(req: Request, res: Response): Promise<boolean>;
}

function asks(limit: RateLimitRequestHandler, req: Request, res: Response): Promise<boolean> {
  return new Promise((done, failed) => {
    void limit(req, res, (reason?: unknown) => {
      if (reason === undefined) done(true);
      else if (reason === blocked) done(false);
      else failed(reason as Error);
    });
  });
}

/** Counters of one process. Each says whether the request may go on; if not, Retry-After is set. */
export function createRateLimits(): RateLimits {
  const perLogin = rateLimit({
    ...shared,
    limit: 10,
    skipSuccessfulRequests: true,
    keyGenerator: (req, res) => `${addressOf(req)} ${String(res.locals.login)}`,
  });
  const perAddress = rateLimit({
    ...shared,
    limit: 100,
    skipSuccessfulRequests: true,
    keyGenerator: addressOf,
  });
  const citizen = rateLimit({ ...shared, limit: 300, keyGenerator: addressOf });
  const readers = rateLimit({ ...shared, limit: 300, keyGenerator: addressOf });
  return {
    async signIn(req, res, login) {
      res.locals.login = login.trim().toLowerCase();
      return (await asks(perAddress, req, res)) && (await asks(perLogin, req, res));
    },
    citizenRecord: (req, res) => asks(citizen, req, res),
    publicResults: (req, res) => asks(readers, req, res),
  };
}
