import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { InvitationTable } from "#app/components/invitation-table.tsx";
import { PeopleTable } from "#app/components/people-table.tsx";
import { PersonForm } from "#app/components/person-form.tsx";
import { formOf } from "#app/form-of.server.ts";
import { listAreas } from "#app/people/list-areas.server.ts";
import { makePassword } from "#app/people/make-password.server.ts";
import { peopleViewer } from "#app/people/people-viewer.server.ts";
import { readPerson, type PersonProblem } from "#app/people/read-person.ts";
import { formTexts } from "#app/present/form-text.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { hashPassword } from "#db/passwords.ts";
import { addPerson } from "#db/queries/add-person.ts";
import { cancelInvitation } from "#db/queries/cancel-invitations.ts";
import { findCity } from "#db/queries/find-city.ts";
import { giveNewPassword } from "#db/queries/give-new-password.ts";
import { listPeople } from "#db/queries/list-people.ts";
import { listInvitations } from "#db/queries/read-invitations.ts";
import { setDisabled } from "#db/queries/set-disabled.ts";
import { ROLES } from "#db/schema/people.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const { cityId, userId } = peopleViewer(context);
  const [people, areas, invitations, { timeZone }] = await Promise.all([
    listPeople(context.database, cityId),
    listAreas(context.database, cityId),
    listInvitations(context.database, cityId, new Date()),
    findCity(context.database, cityId),
  ]);
  return { people, areas, invitations, timeZone, roles: ROLES, self: userId };
}

/** A password that was made just now, for whom: told in this one answer and nowhere else. */
interface Made {
  login: string;
  password: string;
}

interface Answer {
  made: Made | null;
  problems: PersonProblem[];
  values: Record<string, string>;
}

const answer = (given: Partial<Answer>, status: number) =>
  data<Answer>(
    { made: null, problems: [], values: {}, ...given },
    { status, headers: { "Cache-Control": "no-store" } },
  );

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function action({ request, context }: ActionFunctionArgs) {
  const { cityId, userId: by } = peopleViewer(context);
  const { database } = context;
  const values = formTexts(await formOf(request));
  if (values.intent === "add") {
    const read = readPerson(values, await listAreas(database, cityId));
    if ("problems" in read) return answer({ problems: read.problems, values }, 400);
    const password = makePassword();
    const person = { ...read.person, passwordHash: await hashPassword(password) };
    const added = await addPerson(database, cityId, person, by);
    if (!added) return answer({ problems: ["taken"], values }, 400);
    return answer({ made: { login: person.login, password } }, 200);
  }
  const now = new Date();
  if (values.intent === "cancel") {
    const isDone = await cancelInvitation(database, cityId, values.invitation ?? "", { by, now });
    if (!isDone) throw new Response(null, { status: 404 });
    return redirect("/people", 303);
  }
  const people = await listPeople(database, cityId);
  const person = people.find(({ userId }) => userId === values.userId);
  if (!person) throw new Response(null, { status: 404 });
  const { userId, login } = person;
  // Nobody locks themselves out, so an administrator always remains.
  if (userId === by) throw new Response(null, { status: 403 });
  switch (values.intent) {
    case "disable":
    case "enable":
      await setDisabled(database, cityId, { userId, disabled: values.intent === "disable", by, now });
      return redirect("/people", 303);
    case "password": {
      const password = makePassword();
      const passwordHash = await hashPassword(password);
      await giveNewPassword(database, cityId, { userId, passwordHash, by, now });
      return answer({ made: { login, password } }, 200);
    }
    default:
      throw new Response(null, { status: 400 });
  }
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "people:title");

export default function People() {
  const { people, areas, invitations, timeZone, roles, self } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { t } = useTranslation("people");
  const made = answered?.made;
  const problems = answered?.problems ?? [];
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 max-w-[800px] text-ink-soft">{t("lead")}</p>
      {made ? (
        <div role="alert" className="note note-attention mt-4 max-w-[800px]">
          <p>{t("made.text", { login: made.login })}</p>
          <p className="mt-2 font-mono text-[1.25rem] font-semibold select-all">{made.password}</p>
          <p className="mt-2">{t("made.once")}</p>
        </div>
      ) : null}
      {problems.length > 0 ? (
        <p role="alert" className="note note-stop mt-4">
          {t("problem.summary")}
        </p>
      ) : null}
      <p className="mt-4">
        <Link to="/people/invitations" className="button">
          {t("invite.title")}
        </Link>
      </p>
      <InvitationTable invitations={invitations} timeZone={timeZone} />
      <section className="mt-8">
        <h2>{t("table.title")}</h2>
        <PeopleTable people={people} self={self} />
      </section>
      <details className="mt-8" open={problems.length > 0 || undefined}>
        <summary className="min-h-[48px] cursor-pointer py-3 font-semibold">{t("add.title")}</summary>
        <p className="mt-2 max-w-[640px]">{t("add.text")}</p>
        {/* Emptied once somebody was added. */}
        <PersonForm
          key={made?.password ?? ""}
          by="password"
          roles={roles}
          areas={areas}
          problems={problems}
          values={answered?.values ?? {}}
        />
      </details>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
