import { STATUS_CODES } from "node:http";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import english from "#app/locales/en/refusals.json" with { type: "json" };
import chinese from "#app/locales/zh-CN/refusals.json" with { type: "json" };
import { languageOf } from "#app/locales/language.ts";
import { problemResponse } from "./problem-response.ts";

export type Refusal = keyof typeof english;

const STATUS: Record<Refusal, number> = {
  "bad-request": 400,
  "sign-in": 401,
  forbidden: 403,
  "foreign-origin": 403,
  "not-found": 404,
  "too-large": 413,
  "list-too-large": 413,
  "too-many": 429,
  away: 503,
};

const HEADERS: Partial<Record<Refusal, Record<string, string>>> = {
  "sign-in": { "WWW-Authenticate": 'Bearer realm="Wenjie"' },
  away: { "Retry-After": "5" },
};

const isForPrograms = (pathname: string) => pathname === "/api" || pathname.startsWith("/api/");

function page(refusal: Refusal): Response {
  const part = (language: string, text: { title: string; detail: string }) =>
    `<section lang="${language}"><h1>${text.title}</h1><p>${text.detail}</p></section>`;
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${chinese[refusal].title} · ${english[refusal].title}</title>
<style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:40rem;margin:15vh auto 0;padding:0 1rem;color-scheme:light dark}h1{font-size:1.5rem}</style>
${part("zh-CN", chinese[refusal])}${part("en", english[refusal])}</html>`;
  return new Response(html, {
    status: STATUS[refusal],
    headers: { ...HEADERS[refusal], "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/**
 * Answers a page that is already open and asks for data (`/path.data`). Only Remix knows how to write
 * such an answer, so a build of one route that does nothing but throw is asked for it.
 */
async function dataAnswer(build: ServerBuild, request: Request, thrown: Response): Promise<Response> {
  const refuse = () => {
    throw thrown;
  };
  const module = { default: () => null, loader: refuse, action: refuse };
  const handle = createRequestHandler(
    {
      ...build,
      routes: { root: { id: "root", path: "*", module } },
      entry: { module: { ...build.entry.module, handleError: () => undefined } },
    } as unknown as ServerBuild,
    "production",
  );
  const headers = new Headers(request.headers);
  headers.delete("Content-Length");
  headers.delete("Transfer-Encoding");
  const url = new URL(request.url);
  url.searchParams.delete("_routes");
  const answer = await handle(new Request(url, { method: request.method, headers }));
  for (const [name, value] of thrown.headers) if (name !== "location") answer.headers.set(name, value);
  return answer;
}

/** Says no in the form that the asker understands: problem JSON, Remix's own data, or a plain page in both languages. */
export async function refuse(build: ServerBuild, request: Request, refusal: Refusal): Promise<Response> {
  const { pathname } = new URL(request.url);
  const status = STATUS[refusal];
  if (isForPrograms(pathname)) {
    const text = (languageOf(request) === "en" ? english : chinese)[refusal];
    return problemResponse({ status, ...text }, HEADERS[refusal]);
  }
  if (pathname.endsWith(".data")) {
    const thrown = new Response(null, {
      status,
      statusText: STATUS_CODES[status],
      headers: HEADERS[refusal],
    });
    return dataAnswer(build, request, thrown);
  }
  return page(refusal);
}

/** Sends a person to sign in and back again; a program gets 401. */
export async function askToSignIn(build: ServerBuild, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (isForPrograms(url.pathname)) return refuse(build, request, "sign-in");
  const isData = url.pathname.endsWith(".data");
  url.searchParams.delete("_routes");
  url.searchParams.delete("index");
  const from = url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") + url.search;
  const location =
    request.method === "GET" || isData ? `/sign-in?returnTo=${encodeURIComponent(from)}` : "/sign-in";
  const redirect = new Response(null, {
    status: 302,
    headers: { Location: location, "Cache-Control": "no-store" },
  });
  return isData ? dataAnswer(build, request, redirect) : redirect;
}
