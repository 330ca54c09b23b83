import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BackCheckAgreement } from "#app/components/back-check-agreement.tsx";
import { BackCheckForm, LONGEST_NOTE } from "#app/components/back-check-form.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { formOf } from "#app/form-of.server.ts";
import { formTexts } from "#app/present/form-text.ts";
import { formatMoment } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { agreements, BACK_CHECK_OUTCOMES, outcomesByVolunteer } from "#app/quality/summarise-back-checks.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readBackChecks } from "#db/queries/read-back-checks.ts";
import { readQualityItems } from "#db/queries/read-quality-units.ts";
import { readQuestionWording } from "#db/queries/read-question-wording.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { writeBackCheck } from "#db/queries/write-back-check.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

async function checksOfViewer({ params, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database: db } = context;
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const [all, items, wording] = await Promise.all([
    readBackChecks(db, viewer.cityId, wave.id),
    readQualityItems(db, viewer.cityId, wave.id),
    readQuestionWording(db, viewer.cityId, wave.id),
  ]);
  const checks = all.filter(({ streetId }) => scope === "all" || scope.includes(streetId));
  const questionsOf = (check: (typeof checks)[number]) =>
    check.items.map((i) => {
      const name = items[i]!.id;
      const choices = Object.entries(wording.choices[name] ?? {});
      const title = wording.titles[name] ?? { zh: name, en: name };
      return { name, title, choices: choices.map(([value, text]) => ({ value, text })) };
    });
  return { wave, viewer, checks, items, titles: wording.titles, questionsOf };
}

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, checks, items, titles, questionsOf } = await checksOfViewer(args);
  const city = await findCity(args.context.database, viewer.cityId);
  const calling = new URL(args.request.url).searchParams.get("call");
  const { byQuestion, byVolunteer } = agreements(checks, items);
  const shown = checks.map((check) => {
    const isCalled = check.responseId === calling;
    // First answers stay here: whoever asks again must not know them.
    const { responseId, caseId, community, address, volunteer, completedAt, done } = check;
    const result = done && { outcome: done.outcome, note: done.note, at: done.at };
    const questions = isCalled ? questionsOf(check) : null;
    return { responseId, caseId, community, address, volunteer, completedAt, questions, done: result };
  });
  const isSettled = ({ done }: (typeof shown)[number]) => done !== null && done.outcome !== "not-reached";
  return {
    timeZone: city.timeZone,
    toDo: shown.filter((check) => !isSettled(check)),
    done: shown.filter(isSettled),
    outcomes: outcomesByVolunteer(checks),
    questions: [...byQuestion].sort(([a], [b]) => (a < b ? -1 : 1)),
    volunteers: [...byVolunteer],
    titles,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { wave, viewer, checks, questionsOf } = await checksOfViewer(args);
  const form = await formOf(args.request);
  const values = formTexts(form);
  const check = checks.find(({ responseId }) => responseId === values.responseId);
  if (!check) throw new Response(null, { status: 404 });
  const outcome = BACK_CHECK_OUTCOMES.find((each) => each === values.outcome);
  const note = (values.note ?? "").trim();
  const errors = { outcome: !outcome, note: note.length > LONGEST_NOTE, taken: false };
  if (!outcome || errors.note) return data({ values, errors }, { status: 400 });
  const allowed: [string, readonly string[]][] = [
    ["ageBand", AGE_BANDS],
    ["sex", SEXES],
    ...questionsOf(check).map(({ name, choices }): [string, string[]] => [
      name,
      choices.map(({ value }) => value),
    ]),
  ];
  const answers = allowed.flatMap(([name, choices]) =>
    outcome === "held" && choices.includes(values[name] ?? "") ? [[name, values[name]!] as const] : [],
  );
  const isWritten = await writeBackCheck(args.context.database, viewer.cityId, {
    ...{ waveId: wave.id, responseId: check.responseId, outcome, answers: Object.fromEntries(answers) },
    ...{ note: note || null, userId: viewer.userId, now: new Date() },
  });
  if (!isWritten) return data({ values, errors: { ...errors, taken: true } }, { status: 409 });
  return redirect(`/fieldwork/${wave.id}/back-checks?saved`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "quality:backChecks.title");

export default function BackChecks() {
  const { toDo, done, ...results } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("quality");
  const total = toDo.length + done.length;
  const wrong = answer ? (["outcome", "note", "taken"] as const).filter((key) => answer.errors[key]) : [];
  return (
    <>
      <h2 className="mt-8">{t("backChecks.title")}</h2>
      <p className="mt-2 max-w-[800px] text-ink-soft">{t("backChecks.lead")}</p>
      {total === 0 ? <p className="note mt-4 max-w-[640px]">{t("backChecks.empty")}</p> : null}
      {wrong.length > 0 ? (
        <div role="alert" className="note note-attention mt-4 max-w-[800px]">
          <p className="font-semibold">{t("backChecks.errors.title")}</p>
          {wrong.map((key) => (
            <p key={key}>{t(`backChecks.errors.${key}`)}</p>
          ))}
        </div>
      ) : search.has("saved") ? (
        <p role="status" className="note mt-4 max-w-[640px]">
          {t("backChecks.saved")}
        </p>
      ) : null}
      {total > 0 ? (
        <>
          <p className="mt-4 text-[1.125rem]">{t("backChecks.sentence", { done: done.length, total })}</p>
          <h3 className="mt-6">{t("backChecks.toDo")}</h3>
          {toDo.length === 0 ? <p className="mt-2">{t("backChecks.allDone")}</p> : <Checks checks={toDo} />}
        </>
      ) : null}
      {done.length > 0 ? (
        <>
          <h3 className="mt-8">{t("backChecks.done")}</h3>
          <Checks checks={done} />
        </>
      ) : null}
      {results.outcomes.length > 0 ? <BackCheckAgreement {...results} /> : null}
    </>
  );
}

type Shown = ReturnType<typeof useLoaderData<typeof loader>>["toDo"][number];

function Checks({ checks }: { checks: Shown[] }) {
  const { timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const localName = useLocalName();
  return (
    <ul className="mt-2 border-t-2 border-ink">
      {checks.map((check) => (
        <li key={check.responseId} id={check.responseId} className="border-b border-line py-2">
          <div className="flex flex-wrap items-center justify-between gap-x-8">
            <div className="min-w-0">
              <p className="font-semibold">{check.address ?? t("backChecks.noAddress")}</p>
              <p className="text-ink-soft">
                {[
                  check.community ? localName(check.community) : "",
                  formatMoment(check.completedAt, language, timeZone),
                  check.volunteer ?? "",
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {check.done ? (
                <p>
                  {t(`backChecks.outcome.${check.done.outcome}`)}
                  <span className="text-ink-soft">
                    {` · ${formatMoment(check.done.at, language, timeZone)}`}
                    {check.done.note ? ` · ${check.done.note}` : ""}
                  </span>
                </p>
              ) : null}
            </div>
            {check.questions || (check.done && check.done.outcome !== "not-reached") ? null : (
              <Link
                to={`?call=${check.responseId}#${check.responseId}`}
                className="inline-flex min-h-[44px] items-center"
              >
                {t("backChecks.call")}
                <span className="sr-only"> {check.address}</span>
              </Link>
            )}
          </div>
          {check.questions ? (
            <BackCheckForm
              responseId={check.responseId}
              questions={check.questions}
              values={answer?.values ?? {}}
              errors={answer?.errors ?? { outcome: false, note: false }}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export const ErrorBoundary = ErrorPage;
