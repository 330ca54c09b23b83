import { answerRequest } from "./answer-request.ts";
import { clearOldVersions } from "./clear-old-versions.ts";
import type { FieldApp, Message } from "./field-app.ts";
import { fillCache } from "./fill-cache.ts";
import type { WorkerScope } from "./worker-types.ts";

/** The build puts the version's contents here. */
declare const __FIELD_APP__: FieldApp;

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener("install", (event) => event.waitUntil(fillCache(__FIELD_APP__)));

// The first version serves the page that fetched it; a later one only comes here when a person asked, or nothing is open.
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("fetch", (event) => answerRequest(scope, __FIELD_APP__, event));

scope.addEventListener("message", (event) => {
  const message = event.data as Message;
  if (message === "take-over") event.waitUntil(scope.skipWaiting());
  if (message === "started" && event.source)
    event.waitUntil(clearOldVersions(scope, __FIELD_APP__, event.source.id));
});
