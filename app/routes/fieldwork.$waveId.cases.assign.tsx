import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { SuggestionTable } from "#app/components/suggestion-table.tsx";
import { TextField } from "#app/components/text-field.tsx";
import { formOf } from "#app/form-of.server.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { summariseSuggestion } from "#app/present/summarise-suggestion.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { assignAsSuggested, readSuggestion } from "#db/queries/assign-cases.ts";
import { readNames } from "#db/queries/read-helpers.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { DAY_LOAD, type DayLoad } from "#surveys/fieldwork/suggest-assignments.ts";

const MANAGERS = ["supervisor", "administrator"] as const;
const MOST_DWELLINGS = 1000;
const MOST_SESSIONS = 10;

function readLimits(values: { get(name: string): unknown }): DayLoad {
  const limit = (name: keyof DayLoad, most: number) => {
    const given = Math.floor(Number(values.get(name)));
    return given >= 1 ? Math.min(given, most) : DAY_LOAD[name];
  };
  return { dwellings: limit("dwellings", MOST_DWELLINGS), sessions: limit("sessions", MOST_SESSIONS) };
}

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database } = context;
  const { cityId } = viewer;
  const search = new URL(request.url).searchParams;
  const most = readLimits(search);
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const [suggestion, streets] = await Promise.all([
    readSuggestion(database, cityId, { waveId: wave.id, streets: scope, most }),
    readStreetsOfDistrict(database, cityId, wave.district.id),
  ]);
  const takers = suggestion.given.map(({ userId }) => userId);
  return {
    waveId: wave.id,
    isOver: wave.status === "closed" || wave.status === "published",
    most,
    fingerprint: suggestion.fingerprint,
    given: suggestion.given.length,
    ...summariseSuggestion(suggestion),
    names: Object.fromEntries(await readNames(database, cityId, takers)),
    streets: streets.filter(({ id }) => scope === "all" || scope.includes(id)),
    done: search.has("done") ? Math.max(0, Math.floor(Number(search.get("done"))) || 0) : null,
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const form = await formOf(request);
  const most = readLimits(form);
  const result = await assignAsSuggested(context.database, viewer.cityId, {
    waveId: wave.id,
    streets: streetScope(viewer, MANAGERS, wave.district.id),
    most,
    fingerprint: String(form.get("fingerprint") ?? ""),
    assignedBy: viewer.userId,
    now: new Date(),
  });
  if (result === "changed") return data({ changed: true }, { status: 409 });
  const next = new URLSearchParams({ dwellings: `${most.dwellings}`, sessions: `${most.sessions}` });
  next.set("done", String(result.assigned));
  return redirect(`/fieldwork/${wave.id}/cases/assign?${next}`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "cases:assign.title");

export default function AssignCases() {
  const { waveId, isOver, most, fingerprint, given, done, ...view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("cases");
  const hasLeft = view.left.full > 0 || view.left.nobody > 0;
  return (
    <>
      <p className="no-print mt-4">
        <BackLink to={`/fieldwork/${waveId}/cases`}>{t("assign.back")}</BackLink>
      </p>
      <h2>{t("assign.title")}</h2>
      {answer?.changed ? (
        <p role="alert" className="note note-attention mt-4 max-w-[800px]">
          {t("assign.changed")}
        </p>
      ) : done !== null ? (
        <p role="status" className="note mt-4 max-w-[800px]">
          {t("assign.done", { count: done })}
        </p>
      ) : null}
      {isOver ? (
        <p className="mt-4">{t("give.over")}</p>
      ) : given === 0 && !hasLeft ? (
        <p className="mt-4">{t("assign.none")}</p>
      ) : (
        <>
          <p className="mt-2 max-w-[720px] text-ink-soft">{t("assign.lead")}</p>
          <Form method="get" className="no-print mt-4" key={`${most.dwellings} ${most.sessions}`}>
            <fieldset className="flex flex-wrap items-end gap-4">
              <legend className="mb-2 font-semibold">{t("assign.limits")}</legend>
              <TextField
                label={t("assign.dwellings")}
                name="dwellings"
                type="number"
                min={1}
                max={MOST_DWELLINGS}
                defaultValue={most.dwellings}
              />
              <TextField
                label={t("assign.sessions")}
                name="sessions"
                type="number"
                min={1}
                max={MOST_SESSIONS}
                defaultValue={most.sessions}
              />
              <button className="button button-plain">{t("assign.again")}</button>
            </fieldset>
          </Form>
          {given > 0 ? <SuggestionTable {...view} /> : null}
          {hasLeft ? <Left /> : null}
          {given > 0 ? (
            <Form method="post" className="no-print mt-6">
              <input type="hidden" name="fingerprint" value={fingerprint} />
              <input type="hidden" name="dwellings" value={most.dwellings} />
              <input type="hidden" name="sessions" value={most.sessions} />
              <button className="button">{t("assign.confirm", { count: given })}</button>
            </Form>
          ) : null}
        </>
      )}
    </>
  );
}

function Left() {
  const { left, leftStreets, streets } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const localName = useLocalName();
  const named = streets.filter(({ id }) => leftStreets.includes(id)).map(localName);
  return (
    <div className="note note-attention mt-6 max-w-[800px]">
      <h3>{t("assign.leftTitle")}</h3>
      {left.full > 0 ? <p>{t("assign.full", { count: left.full })}</p> : null}
      {left.nobody > 0 ? (
        <p>
          {t("assign.nobody", {
            count: left.nobody,
            streets: new Intl.ListFormat(language).format(named),
          })}
        </p>
      ) : null}
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
