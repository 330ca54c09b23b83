import type { AppLoadContext } from "@remix-run/node";
import { listLogins } from "#db/queries/list-logins.ts";
import { makeInvitations } from "#db/queries/make-invitations.ts";
import { makePasswordLink } from "#db/queries/make-password-link.ts";
import { type Invitation, readInvitationsOf } from "#db/queries/read-invitations.ts";
import { renewInvitation } from "#db/queries/renew-invitation.ts";
import type { MadeLink } from "#db/queries/write-invitation.ts";
import type { Role } from "#db/schema/people.ts";
import { chooseLogin } from "./choose-login.ts";
import { listAreas } from "./list-areas.server.ts";
import { peopleViewer } from "./people-viewer.server.ts";
import { type LineProblem, MOST_INVITED, readInvitees } from "./read-invitees.ts";
import { type PersonProblem, readPerson, readPost } from "./read-person.ts";

/** A link as it is handed over: on this one answer, and nowhere else. */
export type InvitationCard = Invitation & { link: string };

export interface LinksAnswer {
  cards: InvitationCard[];
  problems: (PersonProblem | "nobody" | "many")[];
  lines: LineProblem[];
}

type Values = Record<string, string>;

const refused = (problems: LinksAnswer["problems"], lines: LineProblem[] = []): LinksAnswer => ({
  ...{ cards: [], problems, lines },
});

/**
 * Makes the links that a form asks for: for one person, for a list, a new one in place of another, or one for a new
 * password. Everybody of a list, or nobody.
 *
 * @throws a Response where what the form names is not there
 */
export async function makeLinks(context: AppLoadContext, values: Values, now: Date): Promise<LinksAnswer> {
  const { cityId, userId: by } = peopleViewer(context);
  const { database } = context;
  switch (values.intent) {
    case "one":
      return inviteOne(context, values, now);
    case "many":
      return inviteMany(context, values, now);
    case "renew":
      return told(
        context,
        await renewInvitation(database, cityId, values.invitation ?? "", { by, now }),
        now,
      );
    case "password":
      // Nobody's own: an administrator who is signed in needs none.
      if (values.userId === by) throw new Response(null, { status: 403 });
      return told(context, await makePasswordLink(database, cityId, values.userId ?? "", { by, now }), now);
    default:
      throw new Response(null, { status: 400 });
  }
}

async function told(context: AppLoadContext, made: MadeLink | null, now: Date): Promise<LinksAnswer> {
  if (!made) throw new Response(null, { status: 404 });
  return { ...refused([]), cards: await cardsOf(context, [made], now) };
}

async function cardsOf(context: AppLoadContext, made: readonly MadeLink[], now: Date) {
  const { cityId } = peopleViewer(context);
  const ids = made.map(({ id }) => id);
  const tokens = new Map(made.map(({ id, token }) => [id, token]));
  const read = await readInvitationsOf(context.database, cityId, ids, now);
  return read.map((invitation) => ({
    ...{ ...invitation, link: `${context.publicOrigin}/invite/${cityId}.${tokens.get(invitation.id)}` },
  }));
}

async function inviteOne(context: AppLoadContext, values: Values, now: Date): Promise<LinksAnswer> {
  const { cityId, userId: by } = peopleViewer(context);
  const { database } = context;
  const logins = await listLogins(database, cityId);
  const isTaken = (login: string) => logins.people.has(login) || logins.invited.has(login);
  const login = values.login?.trim() || chooseLogin(values.name ?? "", values.role as Role, isTaken);
  const read = readPerson({ ...values, login }, await listAreas(database, cityId));
  if ("problems" in read) return refused(read.problems);
  const { name, roles } = read.person;
  const answer = await makeInvitations(database, cityId, [{ login, name, ...roles[0]! }], { by, now });
  if ("taken" in answer) return refused([answer.taken.people.has(login) ? "taken" : "invited"]);
  return { ...refused([]), cards: await cardsOf(context, answer.made, now) };
}

async function inviteMany(context: AppLoadContext, values: Values, now: Date): Promise<LinksAnswer> {
  const { cityId, userId: by } = peopleViewer(context);
  const { database } = context;
  const given = readPost(values, await listAreas(database, cityId));
  const { people, problems: lines } = readInvitees(values.people ?? "");
  const problems: LinksAnswer["problems"] = "problems" in given ? [...given.problems] : [];
  if (people.length + lines.length === 0) problems.push("nobody");
  if (people.length + lines.length > MOST_INVITED) problems.push("many");
  const logins = await listLogins(database, cityId);
  const isTaken = (login: string) => logins.people.has(login) || logins.invited.has(login);
  const notFree = people.filter(({ login }) => login !== null && isTaken(login));
  lines.push(...notFree.map(({ line, login }) => lineTaken(line, login!, logins.people.has(login!))));
  if ("problems" in given || problems.length > 0 || lines.length > 0)
    return refused(
      problems,
      lines.sort((a, b) => a.line - b.line),
    );
  const written = new Set(people.map(({ login }) => login));
  const invitees = people.map(({ name, login: own }) => {
    const login = own ?? chooseLogin(name, given.post.role, (each) => isTaken(each) || written.has(each));
    written.add(login);
    return { ...{ login, name }, ...given.post };
  });
  const answer = await makeInvitations(database, cityId, invitees, { by, now });
  if ("made" in answer) return { ...refused([]), cards: await cardsOf(context, answer.made, now) };
  // Somebody else took one just now.
  const late = invitees.flatMap(({ login }, i) =>
    answer.taken.people.has(login) || answer.taken.invited.has(login)
      ? [lineTaken(people[i]!.line, login, answer.taken.people.has(login))]
      : [],
  );
  return refused([], late);
}

const lineTaken = (line: number, text: string, isPerson: boolean): LineProblem => ({
  ...{ line, text, problem: isPerson ? "taken" : "invited" },
});
