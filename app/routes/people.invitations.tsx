import {
  data,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { InvitationCards } from "#app/components/invitation-cards.tsx";
import { InviteListForm } from "#app/components/invite-list-form.tsx";
import { PersonForm } from "#app/components/person-form.tsx";
import { ReachNotes } from "#app/components/reach-notes.tsx";
import { formOf } from "#app/form-of.server.ts";
import cardStyles from "#app/people/invitation-cards.css?url";
import { listAreas } from "#app/people/list-areas.server.ts";
import { makeLinks } from "#app/people/make-links.server.ts";
import { peopleViewer } from "#app/people/people-viewer.server.ts";
import type { PersonProblem } from "#app/people/read-person.ts";
import { formTexts } from "#app/present/form-text.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { findCity } from "#db/queries/find-city.ts";
import { ROLES } from "#db/schema/people.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: cardStyles }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { cityId } = peopleViewer(context);
  const [areas, city] = await Promise.all([
    listAreas(context.database, cityId),
    findCity(context.database, cityId),
  ]);
  const { nameZh, nameEn, timeZone } = city;
  return { areas, city: { nameZh, nameEn }, timeZone, roles: ROLES, origin: context.publicOrigin };
}

/** Links stand in this one answer and nowhere else. */
export async function action({ request, context }: ActionFunctionArgs) {
  peopleViewer(context);
  const values = formTexts(await formOf(request));
  const answer = await makeLinks(context, values, new Date());
  const isMade = answer.cards.length > 0;
  return data(
    { ...answer, values: isMade ? {} : values },
    { status: isMade ? 200 : 400, headers: { "Cache-Control": "no-store" } },
  );
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "people:invite.title");

export default function Invitations() {
  const { areas, city, timeZone, roles, origin } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { t } = useTranslation("people");
  if (answered && answered.cards.length > 0) {
    return (
      <>
        <div className="no-print">
          <h1>{t("cards.title", { count: answered.cards.length })}</h1>
          <div role="alert" className="note note-attention mt-4 max-w-[800px]">
            <p>{t("cards.once")}</p>
          </div>
          <ReachNotes origin={origin} />
          <p className="mt-4 flex flex-wrap gap-2">
            <button type="button" className="button" onClick={() => window.print()}>
              {t("cards.print")}
            </button>
            <Link to="/people/invitations" className="button button-plain">
              {t("cards.more")}
            </Link>
            <Link to="/people" className="button button-plain">
              {t("cards.back")}
            </Link>
          </p>
        </div>
        <InvitationCards cards={answered.cards} city={city} timeZone={timeZone} />
      </>
    );
  }
  const values: Record<string, string> = answered?.values ?? {};
  const isMany = values.intent === "many";
  const form = { roles, areas };
  const problems = answered?.problems ?? [];
  return (
    <>
      <h1>{t("invite.title")}</h1>
      <p className="mt-2 max-w-[800px] text-ink-soft">{t("invite.lead")}</p>
      <ReachNotes origin={origin} />
      {answered ? (
        <p role="alert" className="note note-stop mt-4 max-w-[800px]">
          {t("problem.notInvited")}
        </p>
      ) : null}
      <div className="mt-8 grid gap-10 lg:grid-cols-2">
        <section>
          <h2>{t("invite.one")}</h2>
          <PersonForm
            {...form}
            by="link"
            problems={isMany ? [] : (problems as PersonProblem[])}
            values={isMany ? {} : values}
          />
        </section>
        <section>
          <h2>{t("invite.many")}</h2>
          <InviteListForm
            {...form}
            problems={isMany ? problems : []}
            lines={answered?.lines ?? []}
            values={isMany ? values : {}}
          />
        </section>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
