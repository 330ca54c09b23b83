import type { LoaderFunctionArgs } from "@remix-run/node";
import { arrivalsStream } from "#app/live/arrivals-stream.server.ts";
import { watchWave } from "#app/live/watch-wave.server.ts";
import { readSessionToken } from "#app/server/http/session-token.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { findViewer } from "#db/queries/find-viewer.ts";

const ROLES = ["analyst", "administrator"] as const;

/** Tells pages of an open wave that something has arrived, as server-sent events; what it is they ask for themselves. */
export async function loader({ params, request, context }: LoaderFunctionArgs): Promise<Response> {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ROLES);
  // Nothing arrives any more, or not yet: browsers do not ask again after this answer.
  if (wave.status !== "open") return new Response(null, { status: 204 });
  const credentials = readSessionToken(request.headers);
  const mayHear = async () => {
    const still = credentials && (await findViewer(context.database, credentials.cityId, credentials.token));
    if (!still) return false;
    return waveOfViewer({ ...context, viewer: still }, wave.id, ROLES).then(
      ({ wave }) => wave.status === "open",
      (thrown: unknown) => {
        if (thrown instanceof Response) return false;
        throw thrown;
      },
    );
  };
  const stream = arrivalsStream({
    sessionId: viewer.sessionId,
    watch: (listener) => watchWave(context.database, viewer.cityId, wave.id, listener),
    mayHear,
    signals: [request.signal, context.stopping],
  });
  if (!stream) return new Response(null, { status: 429 });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Neither compressed nor held back on the way.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
