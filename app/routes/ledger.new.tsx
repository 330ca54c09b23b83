import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { v7 as uuidv7 } from "uuid";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { LedgerForm } from "#app/components/ledger-form.tsx";
import { LedgerStreetChoice } from "#app/components/ledger-street-choice.tsx";
import { NamedProblemText } from "#app/components/named-problem.tsx";
import { formOf } from "#app/form-of.server.ts";
import { placeOfEntry } from "#app/ledger/place-of-entry.server.ts";
import { readLedgerForm } from "#app/ledger/read-ledger-form.ts";
import { formText, formTexts } from "#app/present/form-text.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { addLedgerEntry } from "#db/queries/add-ledger-entry.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const asked = { streetId: search.get("street") ?? "", responseId: search.get("response") ?? "" };
  const { viewer, streets, street, problem, communities, items, timeZone, today } = await placeOfEntry(
    context,
    asked,
  );
  if (problem?.entryId) throw redirect(`/ledger/${problem.entryId}?there`);
  const manages = hasRole(viewer, ["supervisor", "administrator"]);
  const shown = { streets, street, problem, communities, items, timeZone, today, manages };
  return { ...shown, id: uuidv7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await formOf(request);
  const asked = { streetId: formText(form, "street"), responseId: formText(form, "response") };
  const place = await placeOfEntry(context, asked);
  const { viewer, street, problem, now } = place;
  if (!street) throw new Response(null, { status: 404 });
  const { fields, errors } = readLedgerForm(form, place);
  if (Object.keys(errors).length > 0) return data({ errors, values: formTexts(form) }, { status: 400 });
  const from = {
    streetId: street.id,
    waveId: problem?.waveId ?? null,
    responseId: problem?.responseId ?? null,
  };
  const entry = { ...fields, ...from };
  const by = { userId: viewer.userId, now };
  const added = await addLedgerEntry(context.database, viewer.cityId, entry, by);
  if (added.status === "not-found") throw new Response(null, { status: 404 });
  return redirect(`/ledger/${added.id}?${added.status}`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "ledger:add.title");

export default function NewLedgerEntry() {
  const { id, streets, street, problem, communities, items, timeZone, today, manages } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("ledger");
  const localName = useLocalName();
  return (
    <>
      <p className="no-print">
        <BackLink to="/ledger">{t("title")}</BackLink>
      </p>
      <h1>{t("add.title")}</h1>
      {answer ? (
        <p role="alert" className="note note-stop mt-4 max-w-[640px]">
          {t("error.summary")}
        </p>
      ) : null}
      {problem ? null : <LedgerStreetChoice streets={streets} street={street} />}
      {street ? (
        <>
          {problem ? <p className="mt-4 font-semibold">{localName(street)}</p> : null}
          {problem ? <NamedProblemText problem={problem} timeZone={timeZone} manages={manages} /> : null}
          <LedgerForm
            key={street.id}
            {...{ communities, items, today, streetId: street.id }}
            id={answer?.values.id ?? id}
            responseId={problem?.responseId ?? null}
            values={answer?.values ?? {}}
            errors={answer?.errors ?? {}}
          />
        </>
      ) : null}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
