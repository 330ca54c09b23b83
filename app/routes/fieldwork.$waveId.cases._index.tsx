import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CaseFilter } from "#app/components/case-filter.tsx";
import { CaseTable } from "#app/components/case-table.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { PageLinks } from "#app/components/page-links.tsx";
import { SelectField } from "#app/components/select-field.tsx";
import { formOf } from "#app/form-of.server.ts";
import { filterCases, readCaseFilter } from "#app/present/filter-cases.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { movedSentence, readMoved, writeMoved } from "#app/present/moved-cases.ts";
import { pageNumber } from "#app/present/page-number.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readCaseDetails } from "#db/queries/read-case-details.ts";
import { readCaseStandings } from "#db/queries/read-case-standings.ts";
import { readHelpersOf, readNames } from "#db/queries/read-helpers.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";
import { reassignCases } from "#db/queries/reassign-cases.ts";
import { streetScope } from "#db/queries/street-scope.ts";

const MANAGERS = ["supervisor", "administrator"] as const;
const A_PAGE = 100;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database } = context;
  const { cityId } = viewer;
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const search = new URL(request.url).searchParams;
  const filter = readCaseFilter(search);
  const [city, all, inDistrict] = await Promise.all([
    findCity(database, cityId),
    readCaseStandings(database, cityId, wave.id),
    readStreetsOfDistrict(database, cityId, wave.district.id),
  ]);
  const streets = inDistrict.filter(({ id }) => scope === "all" || scope.includes(id));
  const own = all.filter(({ streetId }) => scope === "all" || scope.includes(streetId));
  const found = filterCases(own, filter);
  const pages = Math.max(1, Math.ceil(found.length / A_PAGE));
  const page = pageNumber(search, pages);
  const shown = found.slice((page - 1) * A_PAGE, page * A_PAGE);
  const assignees = own.flatMap(({ userId }) => (userId ? [userId] : []));
  const [details, names, helpers] = await Promise.all([
    readCaseDetails(
      database,
      cityId,
      shown.map(({ id }) => id),
    ),
    readNames(database, cityId, assignees),
    readHelpersOf(
      database,
      cityId,
      streets.map(({ id }) => id),
    ),
  ]);
  const standing = new Map(shown.map((each) => [each.id, each]));
  const openOf = (userId: string) =>
    own.filter((each) => each.userId === userId && each.state !== "final").length;
  const chosen = filter.volunteer !== "nobody" ? filter.volunteer : null;
  return {
    waveId: wave.id,
    lastDay: wave.endsOn,
    timeZone: city.timeZone,
    now: new Date().toISOString(),
    ...{ filter, page, pages, total: own.length, found: found.length, from: (page - 1) * A_PAGE + 1 },
    unassigned: own.filter(({ userId, state }) => userId === null && state !== "final").length,
    rows: details.map((each) => ({ ...each, ...standing.get(each.id)! })),
    names: Object.fromEntries(names),
    helpers: helpers.map(({ id, name }) => ({ id, name })),
    streets,
    whole:
      chosen && names.has(chosen) ? { id: chosen, name: names.get(chosen)!, open: openOf(chosen) } : null,
    moved: readMoved(search),
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const form = await formOf(request);
  const cases = form.getAll("case").map((value) => {
    const [caseId = "", userId = ""] = String(value).split(" ");
    return { caseId, userId: userId === "" ? null : userId };
  });
  const intent = form.get("intent");
  const allOf = intent === "whole" ? String(form.get("allOf")) : null;
  const to = String(form.get("to") ?? "");
  const chosen = cases.map(({ caseId }) => caseId);
  const problem = (error: "none" | "whom" | "over" | "disabled" | "no-rights", name: string | null = null) =>
    data({ error, name, chosen, to, whole: allOf !== null }, { status: error === "over" ? 409 : 400 });
  if (allOf === null && cases.length === 0) return problem("none");
  if (to === "") return problem("whom");
  const result = await reassignCases(context.database, viewer.cityId, {
    waveId: wave.id,
    streets: streetScope(viewer, MANAGERS, wave.district.id),
    which: allOf === null ? { cases } : { allOf },
    to: to === "spread" ? "spread" : to === "nobody" ? null : { userId: to },
    by: viewer.userId,
    now: new Date(),
  });
  if (result.status === "nothing-chosen") return problem("none");
  if (result.status === "over") return problem("over");
  if (result.status === "refused") return problem(result.why, result.name);
  const next = new URL(request.url).searchParams;
  writeMoved(next, result);
  return redirect(`/fieldwork/${wave.id}/cases?${next}`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "cases:title");

export default function Cases() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("cases");
  const seen = useRef<HTMLDivElement>(null);
  useEffect(() => seen.current?.focus(), [answer]);
  if (view.total === 0) {
    return (
      <div className="note mt-8 max-w-[640px]">
        <h2>{t("empty.title")}</h2>
        <p className="mt-2">{t("empty.text")}</p>
      </div>
    );
  }
  return (
    <>
      <h2 className="mt-8">{t("title")}</h2>
      <p className="mt-2 text-ink-soft">{t("lead")}</p>
      {answer ? (
        <div role="alert" tabIndex={-1} ref={seen} className="note note-stop mt-4 max-w-[800px]">
          <p className="font-semibold">{t("errors")}</p>
          <p>
            <a href={answer.whole ? "#whole-to" : "#give-to"}>
              {t(`give.${answer.error}`, { name: answer.name ?? t("give.unknown") })}
            </a>
          </p>
        </div>
      ) : view.moved ? (
        <p role="status" className="note mt-4 max-w-[800px]">
          {movedSentence(view.moved, t)}
        </p>
      ) : null}
      <p className="no-print mt-4 flex flex-wrap gap-2">
        {view.unassigned > 0 ? (
          <Link className="button" to={`/fieldwork/${view.waveId}/cases/assign`}>
            {t("ways.assign", { count: view.unassigned })}
          </Link>
        ) : null}
        <Link className="button button-plain" to={`/fieldwork/${view.waveId}/cases/reserve`}>
          {t("ways.reserve")}
        </Link>
      </p>
      <CaseFilter {...view} />
      {view.whole && view.whole.open > 0 ? <WholeLoad whole={view.whole} /> : null}
      {view.rows.length === 0 ? <p className="note mt-6 max-w-[640px]">{t("nothingFound")}</p> : <CaseList />}
    </>
  );
}

/** Everything that one person has open, to somebody else in one step. */
function WholeLoad({ whole }: { whole: { id: string; name: string; open: number } }) {
  const { t } = useTranslation("cases");
  const wrong = useProblem(true);
  return (
    <Form method="post" className="no-print mt-6 max-w-[800px] border-t border-line pt-4">
      <h3>{t("whole.title", { name: whole.name })}</h3>
      <p className="mt-1">{t("whole.text", { name: whole.name, count: whole.open })}</p>
      <input type="hidden" name="allOf" value={whole.id} />
      <div className="mt-2 flex flex-wrap items-end gap-4">
        <Recipients id="whole-to" label={t("whole.to")} without={whole.id} error={wrong} />
        <button className="button button-plain" name="intent" value="whole">
          {t("whole.button")}
        </button>
      </div>
    </Form>
  );
}

function CaseList() {
  const { found, from, rows, page, pages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const view = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const figure = (value: number) => formatNumber(value, language);
  const wrong = useProblem(false);
  return (
    <Form method="post" className="mt-6" key={search.toString()}>
      <p className="mb-2">
        {pages === 1
          ? t("count", { count: found })
          : t("ofCount", { count: found, from: figure(from), to: figure(from + rows.length - 1) })}
      </p>
      <CaseTable {...view} chosen={answer?.chosen ?? []} />
      <div className="no-print sticky bottom-0 flex flex-wrap items-end gap-x-4 gap-y-2 border-b border-line bg-paper py-3">
        <Recipients id="give-to" label={t("give.title")} chosen={answer?.to} error={wrong} />
        <button className="button" name="intent" value="chosen">
          {t("give.button")}
        </button>
        <p className="max-w-[400px] text-ink-soft">{t("give.hint")}</p>
      </div>
      <PageLinks page={page} pages={pages} />
    </Form>
  );
}

/** What was wrong with the form that was sent, in a sentence: the one for a whole load, or the one below the list. */
function useProblem(ofWhole: boolean): string | null {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("cases");
  if (!answer || answer.whole !== ofWhole) return null;
  return t(`give.${answer.error}`, { name: answer.name ?? t("give.unknown") });
}

interface RecipientsProps {
  id: string;
  label: string;
  error: string | null;
  without?: string;
  chosen?: string;
}

function Recipients({ id, label, error, without, chosen }: RecipientsProps) {
  const { helpers } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const { compare } = new Intl.Collator(language);
  const people = helpers.filter((each) => each.id !== without).sort((a, b) => compare(a.name, b.name));
  return (
    <div id={id} className="min-w-[280px]">
      <SelectField
        label={label}
        name="to"
        error={error}
        defaultValue={chosen ?? ""}
        placeholder={t("give.choose")}
        options={[
          { value: "spread", label: t("give.spread") },
          ...people.map((each) => ({ value: each.id, label: each.name })),
          { value: "nobody", label: t("give.nobody") },
        ]}
      />
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
