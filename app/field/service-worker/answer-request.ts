import { cacheName, LANGUAGE_CACHE, LANGUAGE_KEY, shellKey, type FieldApp } from "./field-app.ts";
import type { WorkerFetchEvent, WorkerScope } from "./worker-types.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** Pages and files of the tablet's room come from the device; everything else, above all `/api`, is left to the network. */
export function answerRequest(scope: WorkerScope, app: FieldApp, event: WorkerFetchEvent): void {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  if (request.mode === "navigate") {
    // The worker's scope is a prefix: /fieldwork falls into it, too.
    if (url.pathname === "/field" || url.pathname.startsWith("/field/"))
      event.respondWith(openPage(scope, app, url, request));
  } else if (app.assets.some((asset) => asset.url === url.pathname) || url.pathname.startsWith("/assets/")) {
    event.respondWith(openFile(request));
  }
}

async function openPage(scope: WorkerScope, app: FieldApp, url: URL, request: Request): Promise<Response> {
  const path = url.pathname.replace(/\/+$/, "");
  if (app.pages.includes(path)) {
    if (path !== url.pathname) return Response.redirect(path + url.search);
    const cache = await caches.open(cacheName(app.version));
    const first = await deviceLanguage(scope);
    for (const language of [first, first === "en" ? "zh-CN" : "en"] as const) {
      const page = await cache.match(shellKey(path, language), { ignoreVary: true });
      if (page) return page;
    }
  }
  return fetch(request).catch(() => (path === "/field" ? Response.error() : Response.redirect("/field")));
}

/** Of any version: a page that is still open may need a file that the server has no longer. */
async function openFile(request: Request): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

async function deviceLanguage(scope: WorkerScope): Promise<Language> {
  const noted = await (await caches.open(LANGUAGE_CACHE)).match(LANGUAGE_KEY);
  const wanted = noted ? [await noted.text()] : scope.navigator.languages;
  const spoken = wanted.find((tag) => /^(zh|en)\b/i.test(tag));
  return spoken?.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}
