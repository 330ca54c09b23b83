import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { LEDGER_ENDS, LedgerClosing } from "#app/components/ledger-closing.tsx";
import { LedgerFacts } from "#app/components/ledger-facts.tsx";
import { NamedProblemText } from "#app/components/named-problem.tsx";
import { formOf } from "#app/form-of.server.ts";
import { entryOfViewer } from "#app/ledger/ledger-viewer.server.ts";
import { readLedgerWords } from "#app/ledger/ledger-words.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { closeLedgerEntry } from "#db/queries/close-ledger-entry.ts";
import { readNamedProblem } from "#db/queries/read-named-problem.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { reopenLedgerEntry } from "#db/queries/reopen-ledger-entry.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { viewer, entry, timeZone, today } = await entryOfViewer(context, params.entryId);
  const { cityId } = viewer;
  const { waveId, responseId, item } = entry;
  const [problem, titles] = await Promise.all([
    responseId ? readNamedProblem(context.database, cityId, responseId) : null,
    waveId && item ? readQuestionTitles(context.database, cityId, waveId) : null,
  ]);
  return {
    ...{ entry, problem, timeZone, today, question: (item && titles?.[item]) || null },
    analyses: hasRole(viewer, ["analyst", "administrator"]),
    manages: hasRole(viewer, ["supervisor", "administrator"]),
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { viewer, entry, now } = await entryOfViewer(context, params.entryId);
  const form = await formOf(request);
  const as = ([...LEDGER_ENDS, "reopened"] as const).find((each) => each === form.get("intent"));
  if (!as) throw new Response(null, { status: 400 });
  const { words, problem } = readLedgerWords(form, "words");
  if (problem) return data({ sent: { as, words, problem }, isLate: false }, { status: 400 });
  const step = { entryId: entry.id, words, userId: viewer.userId };
  const isDone =
    as === "reopened"
      ? await reopenLedgerEntry(context.database, viewer.cityId, step)
      : await closeLedgerEntry(context.database, viewer.cityId, { ...step, as, now });
  if (!isDone) return data({ sent: null, isLate: true }, { status: 409 });
  return redirect(`/ledger/${entry.id}?${as === "reopened" ? "reopened" : "done"}`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "ledger:one.title");

const TOLD = ["added", "there", "done", "reopened"] as const;

export default function LedgerEntryPage() {
  const { entry, problem, timeZone, analyses, manages, ...more } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("ledger");
  const localName = useLocalName();
  const [search] = useSearchParams();
  const told = answer ? null : TOLD.find((each) => search.has(each));
  const isOpen = !entry.fixedAt && !entry.cancelledAt;
  return (
    <>
      <p className="no-print flex flex-wrap gap-x-6">
        <BackLink to="/ledger">{t("title")}</BackLink>
        {entry.waveId && analyses ? (
          <Link
            to={`/waves/${entry.waveId}/streets/${entry.street.id}#comments`}
            className="inline-flex min-h-[44px] items-center"
          >
            {t("one.toComments")}
          </Link>
        ) : null}
      </p>
      <h1>{t("one.heading", { street: localName(entry.street) })}</h1>
      {told ? (
        <p role="status" className="note mt-4 max-w-[640px]">
          {t(`one.told.${told}`)}
        </p>
      ) : null}
      {answer ? (
        <p role="alert" className="note note-attention mt-4 max-w-[640px]">
          {t(answer.isLate ? "one.late" : "error.summary")}
        </p>
      ) : null}
      <p className="mt-4 max-w-[640px] text-[1.25rem] whitespace-pre-line">{entry.text}</p>
      <LedgerFacts entry={entry} timeZone={timeZone} {...more} />
      {problem ? <NamedProblemText problem={problem} timeZone={timeZone} manages={manages} /> : null}
      <LedgerClosing key={String(isOpen)} sent={answer?.sent ?? null} isOpen={isOpen} />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
