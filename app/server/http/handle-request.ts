import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { Logger } from "pino";
import type { Connection } from "#db/client.ts";
import { isDatabaseAway } from "#db/database-errors.ts";
import { findViewer } from "#db/queries/find-viewer.ts";
import type { Environment } from "../environment.ts";
import { inTime } from "../in-time.ts";
import { answerDirectly, directHandler } from "./answer-directly.ts";
import { judge } from "./authorise.ts";
import { BODY_LIMIT, bodyLimitOf, readBody } from "./body-limit.ts";
import { isFromElsewhere, originOf } from "./public-origin.ts";
import type { RateLimits } from "./rate-limits.ts";
import { readForm } from "./read-form.ts";
import { askToSignIn, refuse, type Refusal } from "./refusals.ts";
import { routeFinder } from "./routes-of-build.ts";
import { keepAddressSecret, withoutSecretAddress, SECRET_ADDRESS } from "./secret-address.ts";
import { readSessionToken } from "./session-token.ts";
import { sendWebResponse, sendWhole, toWebRequest } from "./web-exchange.ts";

export interface Site {
  environment: Environment;
  connection: Pick<Connection, "db" | "sql">;
  log: Logger;
  limits: RateLimits;
  /** Asked of whoever makes the first administrator; null where only this machine can reach the site. */
  setUpCode: string | null;
  /** Aborted when the server stops. */
  stopping?: AbortSignal;
}

/** What loaders and actions failed with, by request: Remix answers 500 where 503 or 413 would be true. */
const failures = new WeakMap<AppLoadContext, unknown>();

/** Remix's handler for a build, telling us of failures instead of printing them. */
export function remixHandler(build: ServerBuild, log: Logger) {
  const handleError = (
    error: unknown,
    { request, context }: { request: Request; context: AppLoadContext },
  ) => {
    failures.set(context, error);
    if (request.signal.aborted || isDatabaseAway(error)) return;
    log.error({ err: error, path: withoutSecretAddress(new URL(request.url).pathname) }, "a page failed");
  };
  const entry = { module: { ...build.entry.module, handleError } };
  return createRequestHandler({ ...build, entry } as ServerBuild, process.env.NODE_ENV);
}

/** Handles everything that is not a file: who asks, whether they may, then Remix. */
export function requestHandler(site: Site, build: ServerBuild) {
  const { environment, connection, limits, log } = site;
  const findRoutes = routeFinder(build);
  const handle = remixHandler(build, log);

  return async (req: ExpressRequest, res: ExpressResponse): Promise<void> => {
    const origin = originOf(req, environment.publicOrigin);
    if (!origin || !URL.canParse(origin + req.originalUrl)) {
      res.status(400).end();
      return;
    }
    const { pathname } = new URL(origin + req.originalUrl);
    const { ids: routeIds, params } = findRoutes(pathname);
    const leaf = routeIds.at(-1);
    if (leaf === SECRET_ADDRESS) keepAddressSecret(res);
    const direct = directHandler(build, leaf, pathname, req.method);
    const isSignIn = leaf === "routes/sign-in" && req.method === "POST";
    const form = isSignIn ? await readForm(req, 64 * 1024) : null;
    const limit = bodyLimitOf(leaf);
    const tooLarge: Refusal = limit > BODY_LIMIT ? "list-too-large" : "too-large";
    const { request, isTooLarge } = toWebRequest(
      req,
      res,
      origin,
      direct ? null : (form?.bytes ?? undefined),
      limit,
    );
    const url = new URL(request.url);
    const no = async (refusal: Refusal) => sendWebResponse(res, await refuse(build, request, refusal));

    if (Number(req.headers["content-length"]) > limit || form?.bytes === null) return no(tooLarge);
    // An older way of Remix's to ask for one loader, by an address that is not the one judged here.
    if (url.searchParams.has("_data")) return no("bad-request");
    if (isFromElsewhere(request.method, request.headers, origin)) return no("foreign-origin");

    const credentials = readSessionToken(request.headers);
    const viewer = credentials
      ? await inTime(findViewer(connection.db, credentials.cityId, credentials.token))
      : null;
    if (viewer === "away") return no("away");
    if (viewer) res.locals.userId = viewer.userId;
    // A program that shows a token wants to be known by it; a browser's old cookie may be forgotten.
    if (!viewer && credentials && request.headers.has("Authorization")) return no("sign-in");

    const decision = judge(routeIds, viewer);
    if (decision === "sign-in") return sendWebResponse(res, await askToSignIn(build, request));
    const isPage = !url.pathname.endsWith(".data") && !url.pathname.startsWith("/api/");
    if (decision === "forbidden" && !isPage) return no("forbidden");

    if (isSignIn && !(await limits.signIn(req, res, form?.fields.get("login") ?? ""))) return no("too-many");
    // Guesses at a link count as wrong passwords do.
    if (leaf === SECRET_ADDRESS && !(await limits.signIn(req, res, `invite ${params.token ?? ""}`)))
      return no("too-many");
    // Only who works in the field has more to send than a citizen, signed in or not.
    const isFieldWorker = judge(["routes/field"], viewer) === "allow";
    if (leaf === "routes/api.$kind" && !isFieldWorker && !(await limits.citizenRecord(req, res)))
      return no("too-many");
    if (leaf?.startsWith("routes/results") && !viewer && !(await limits.publicResults(req, res)))
      return no("too-many");

    const context: AppLoadContext = {
      database: connection.db,
      viewer,
      environment,
      cspNonce: String(res.locals.cspNonce),
      publicOrigin: origin,
      setUpCode: site.setUpCode,
      stopping: site.stopping,
    };
    if (direct) {
      const bytes = req.method === "GET" ? undefined : await readBody(req, BODY_LIMIT);
      if (bytes === null) return no("too-large");
      const whole =
        bytes === undefined ? request : new Request(request, { body: bytes as Uint8Array<ArrayBuffer> });
      const answer = answerDirectly(direct, { request: whole, params, context });
      return sendWhole(res, await answer);
    }
    const asked =
      decision === "forbidden"
        ? new Request(new URL("/denied", origin), { headers: request.headers })
        : request;
    const response = await handle(asked, context);
    if (isTooLarge()) return no(tooLarge);
    if (response.status >= 500 && isDatabaseAway(failures.get(context))) return no("away");
    await sendWebResponse(res, response);
  };
}
