import type { Fetcher } from "./post-record.ts";

const PATIENCE_MS = 8000;

/** Whether a page of the server's can be opened now: it says so in its own words, which a captive portal does not. */
export async function canReachServer(fetcher: Fetcher): Promise<boolean> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const answer = await fetcher("/healthz", { cache: "no-store", signal: controller.signal });
    return ((await answer.json()) as { status?: unknown } | null)?.status === "ok";
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
