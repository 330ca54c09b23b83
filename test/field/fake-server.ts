import type { Fetcher } from "#app/field/post-record.ts";

export interface Posted {
  kind: string;
  id: string;
  text: string;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

export const answers = {
  stored: ({ id }: Posted) => json(201, { stored: true, id }),
  otherId: () => json(201, { stored: true, id: "somebody-else" }),
  quarantined: ({ id }: Posted) => json(409, { quarantined: true, id, reason: "wave-closed" }),
  portal: () =>
    new Response("<h1>Free Wi-Fi</h1>", { status: 200, headers: { "Content-Type": "text/html" } }),
  redirect: () => new Response(null, { status: 302, headers: { Location: "https://login.example" } }),
  away: () => json(503, { title: "away", status: 503 }, { "Retry-After": "7" }),
  broken: () => json(500, { title: "broken", status: 500 }),
  signedOut: () => json(401, { title: "sign in", status: 401 }),
  invalid: () =>
    json(422, {
      title: "no",
      status: 422,
      errors: [{ field: "q01", code: "unknown-option", message: "q01?" }],
    }),
  tooLarge: () => new Response("", { status: 413 }),
  offline: (): Response => {
    throw new TypeError("Failed to fetch");
  },
};

export type Answer = (posted: Posted) => Response;

/** Answers one post after another from the list, then stores everything; keeps what it was sent. */
export function fakeServer(...script: Answer[]) {
  const posts: Posted[] = [];
  let work: () => Response = answers.offline;
  let workAsked = 0;
  let renewals = 0;
  let renew: (id: string) => Response = () => json(401, { title: "sign in", status: 401 });
  const fetcher: Fetcher = async (input, init) => {
    if (input.startsWith("/api/field/work?device=")) {
      workAsked += 1;
      return work();
    }
    if (input.startsWith("/api/field/")) {
      const asked = JSON.parse(init.body as string) as { id: string };
      if (input === "/api/field/secret") return json(200, { id: asked.id, kept: true });
      renewals += 1;
      return renew(asked.id);
    }
    const text = new TextDecoder().decode(init.body as Uint8Array);
    const posted = { kind: input.replace("/api/", ""), id: (JSON.parse(text) as { id: string }).id, text };
    posts.push(posted);
    return (script.shift() ?? answers.stored)(posted);
  };
  return {
    fetcher,
    posts,
    then: (...more: Answer[]) => void script.push(...more),
    giveWork: (body: unknown) => void (work = () => json(200, body)),
    giveWorkAnswer: (answer: () => Response) => void (work = answer),
    workAsked: () => workAsked,
    /** Signs in by the tablet's token; what else happens with that is up to the test. */
    mayRenew: (then: () => void = () => undefined) =>
      void (renew = (id) => {
        then();
        return json(200, { id, renewed: true });
      }),
    renewals: () => renewals,
  };
}
