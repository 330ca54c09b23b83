import type { AppLoadContext } from "@remix-run/node";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";

export type FormFields = Record<string, string | readonly string[]>;

export interface Asked {
  viewer: Viewer | null;
  params?: Record<string, string>;
  query?: string;
  /** Posted as a browser posts a form. */
  form?: FormFields;
  /** Posted as it is, instead of a form. */
  body?: BodyInit;
  headers?: Record<string, string>;
}

/** What Remix hands to a loader or an action. */
export function asked(database: Database, { viewer, params = {}, query = "", form, body, headers }: Asked) {
  const pairs = Object.entries(form ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  const posted = body ?? (form && new URLSearchParams(pairs));
  const request = new Request(`http://localhost/x${query}`, {
    ...{ method: posted === undefined ? "GET" : "POST", body: posted, headers },
  });
  return { request, params, context: { database, viewer } as unknown as AppLoadContext };
}

export interface Answered {
  /** 500 where something else than a response was thrown. */
  status: number;
  location: string | null;
  /** What the page is told, as JSON; the text of a file. */
  text: string;
  response: Response | null;
}

/** What a loader or an action returned or threw. */
export async function answerTo(run: () => unknown): Promise<Answered> {
  const result = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  if (result instanceof Response)
    return {
      ...{ status: result.status, location: result.headers.get("Location") },
      ...{ text: Buffer.from(await result.clone().arrayBuffer()).toString("utf8"), response: result },
    };
  if (result instanceof Error) {
    const cause = result.cause instanceof Error ? `: ${result.cause.message}` : "";
    return { status: 500, location: null, text: result.message.slice(0, 200) + cause, response: null };
  }
  const { init, data } = (result ?? {}) as { init?: ResponseInit; data?: unknown };
  const text = JSON.stringify(init ? data : result) ?? "";
  return { status: init?.status ?? 200, location: null, text, response: null };
}
