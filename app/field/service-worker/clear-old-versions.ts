import { CACHE_PREFIX, cacheName, type FieldApp } from "./field-app.ts";
import type { WorkerScope } from "./worker-types.ts";

/**
 * Forgets versions older than the one in use, as soon as no other page is open that may have begun with one of them.
 * Newer ones, whole or half fetched, stay.
 *
 * @param pageId  the page that has just begun, with the version in use
 */
export async function clearOldVersions(scope: WorkerScope, app: FieldApp, pageId: string): Promise<void> {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = pages.filter(({ id, url }) => id !== pageId && /^\/field(\/|$)/.test(new URL(url).pathname));
  if (others.length > 0) return;
  // In the order in which they were made.
  const versions = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX));
  const ours = versions.indexOf(cacheName(app.version));
  await Promise.all(versions.slice(0, Math.max(0, ours)).map((name) => caches.delete(name)));
}
