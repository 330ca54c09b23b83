import {
  data,
  redirectDocument,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CitizenFrame } from "#app/citizen/citizen-frame.tsx";
import citizenStyles from "#app/citizen/citizen.css?url";
import inviteStyles from "#app/invite/invite.css?url";
import { formOf } from "#app/form-of.server.ts";
import { homeByRole } from "#app/home-by-role.ts";
import { AcceptForm, type PasswordProblem } from "#app/invite/accept-form.tsx";
import { EndedInvitation, type Ended } from "#app/invite/ended-invitation.tsx";
import { InviteError } from "#app/invite/invite-error.tsx";
import { asLanguage } from "#app/locales/language.ts";
import { roomResources } from "#app/locales/room-resources.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { sessionCookie } from "#app/session-cookie.ts";
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "#db/passwords.ts";
import { acceptInvitation } from "#db/queries/accept-invitation.ts";
import { findCity } from "#db/queries/find-city.ts";
import { SESSION_DAYS } from "#db/queries/open-session.ts";
import { findInvitation, type Invitation } from "#db/queries/read-invitations.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: citizenStyles },
  { rel: "stylesheet", href: inviteStyles },
];

const STATUS: Record<Ended, number> = { unknown: 404, used: 410, expired: 410, cancelled: 410, taken: 409 };
const headersWith = (status: number) => ({ status, headers: { "Cache-Control": "no-store" } });

/** `cityId.token`, as in the session's cookie: a token is looked up in its own city only. */
function readLink(text = "") {
  const [cityId = "", token = "", ...more] = text.split(".");
  return more.length > 0 ? { cityId: "", token: "" } : { cityId, token };
}

function endOf(found: Invitation | null): Ended | null {
  if (!found) return "unknown";
  return found.state === "open" ? null : found.state;
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { database, viewer } = context;
  const { cityId, token } = readLink(params.token);
  const found = await findInvitation(database, cityId, token, new Date());
  const ended = endOf(found);
  if (!found || ended) return data({ ended, invitation: null }, headersWith(STATUS[ended ?? "unknown"]));
  const { nameZh, nameEn, timeZone } = await findCity(database, cityId);
  const other = viewer && viewer.login !== found.login ? viewer.name : null;
  const { purpose, login, name, roles, by, expiresAt } = found;
  const shown = { purpose, login, name, roles, by, expiresAt, city: { nameZh, nameEn }, timeZone, other };
  return data({ ended: null, invitation: { ...shown, shortest: SHORTEST_PASSWORD } }, headersWith(200));
}

const answer = (ended: Ended | null, problem: PasswordProblem | null) =>
  data({ ended, problem }, headersWith(ended ? STATUS[ended] : 400));

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { database, publicOrigin } = context;
  const { cityId, token } = readLink(params.token);
  const password = (await formOf(request)).get("password");
  const now = new Date();
  // Asked first, so that no password is hashed for a link that opens nothing.
  const ended = endOf(await findInvitation(database, cityId, token, now));
  if (ended) return answer(ended, null);
  if (typeof password !== "string" || password.length < SHORTEST_PASSWORD) return answer(null, "short");
  if (password.length > LONGEST_PASSWORD) return answer(null, "long");
  const accepted = await acceptInvitation(database, cityId, {
    ...{ token, passwordHash: await hashPassword(password), now },
    userAgent: request.headers.get("User-Agent"),
  });
  if (accepted.status !== "accepted") return answer(accepted.status, null);
  const secure = publicOrigin.startsWith("https:");
  return redirectDocument(homeByRole(accepted.roles) ?? "/", {
    status: 303,
    headers: { "Set-Cookie": sessionCookie(cityId, accepted.session, SESSION_DAYS, secure) },
  });
}

/** An answer to a form says more than the page that was loaded with it. */
export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders }) =>
  actionHeaders.has("Cache-Control") ? actionHeaders : loaderHeaders;

export const meta: MetaFunction = ({ matches }) => {
  const root = matches.find(({ id }) => id === "root")?.data as { language?: string } | undefined;
  const { invite, site } = roomResources[asLanguage(root?.language) ?? "zh-CN"];
  return [{ title: `${invite.title} · ${site.name}` }, { name: "robots", content: "noindex, nofollow" }];
};

export default function Invited() {
  const { ended, invitation } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const localName = useLocalName();
  const end = answered?.ended ?? ended;
  return (
    <CitizenFrame by={invitation ? localName(invitation.city) : ""}>
      {end || !invitation ? (
        <EndedInvitation ended={end ?? "unknown"} />
      ) : (
        <AcceptForm invitation={invitation} problem={answered?.problem ?? null} />
      )}
    </CitizenFrame>
  );
}

export const ErrorBoundary = InviteError;
