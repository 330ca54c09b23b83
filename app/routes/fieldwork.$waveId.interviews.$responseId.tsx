import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FlagList } from "#app/components/flag-list.tsx";
import { InterviewExtras } from "#app/components/interview-extras.tsx";
import { InterviewAnswers } from "#app/components/interview-answers.tsx";
import { LedgerLink } from "#app/components/ledger-link.tsx";
import { LONGEST_REVIEW_REASON, ReviewForm } from "#app/components/review-form.tsx";
import { ReviewTrace } from "#app/components/review-trace.tsx";
import { formOf } from "#app/form-of.server.ts";
import { formText } from "#app/present/form-text.ts";
import { interviewOfViewer } from "#app/fieldwork/interview-of-viewer.server.ts";
import { formatMoment, formatPoints } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useDuration } from "#app/present/use-duration.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { answerRows } from "#app/quality/answer-rows.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readInterview } from "#db/queries/read-interview.ts";
import { readNamedProblem } from "#db/queries/read-named-problem.ts";
import { readResponsePhotos } from "#db/queries/read-response-photos.ts";
import { readReviewsOf } from "#db/queries/read-reviews.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";
import { readWaveQuality } from "#db/queries/read-wave-quality.ts";
import { writeReview } from "#db/queries/write-review.ts";
import { REVIEW_DECISIONS } from "#db/schema/reviews.ts";
import { isAllBest } from "#surveys/quality/best-answers.ts";
import { durationOf } from "#surveys/quality/durations.ts";
import { FLAG_CODES } from "#surveys/quality/flag-interviews.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { wave, viewer, interview, isSeen } = await interviewOfViewer(args);
  const { database: db } = args.context;
  const { cityId } = viewer;
  const [city, quality, reviews, streets, photos, problem] = await Promise.all([
    findCity(db, cityId),
    readWaveQuality(db, cityId, wave.id),
    readReviewsOf(db, cityId, interview.id),
    readStreetsOfDistrict(db, cityId, wave.district.id),
    readResponsePhotos(db, cityId, interview.id),
    readNamedProblem(db, cityId, interview.id),
  ]);
  const unit = quality.interviews.find(({ id }) => id === interview.id);
  const flags = quality.flags.get(interview.id) ?? [];
  const near = flags.find(({ code }) => code === "near-identical");
  const mayOpen = quality.interviews.filter(isSeen).map(({ id }) => id);
  const named = flags.flatMap((flag) => ("other" in flag ? flag.other : []));
  const otherId = near && "other" in near && mayOpen.includes(near.other) ? near.other : null;
  const other = otherId ? await readInterview(db, cityId, wave.id, otherId) : null;
  const scored = new Set(quality.items.map(({ id }) => id));
  const names = new Map(streets.map(({ code, nameZh: zh, nameEn: en }) => [code, { zh, en }]));
  const { answers: _, codes: __, paradata, definition, ...facts } = interview;
  const rate = (isMember: (each: (typeof quality.interviews)[number]) => boolean) => {
    const members = quality.interviews.filter(isMember);
    return members.filter((each) => isAllBest(each, quality.items)).length / Math.max(1, members.length);
  };
  return {
    waveId: wave.id,
    timeZone: city.timeZone,
    interview: facts,
    /** Null where nothing was named that could be put right. */
    ledger: problem && { responseId: problem.responseId, entryId: problem.entryId },
    ...{ photos, notes: typeof paradata?.notes === "string" ? paradata.notes : null },
    street: streets.find(({ id }) => id === interview.streetId) ?? null,
    seconds: unit ? durationOf(unit).seconds : (+interview.completedAt - +interview.startedAt) / 1000,
    ...{ flags, reviews, mayOpen: named.filter((id) => mayOpen.includes(id)) },
    bestRates: {
      street: interview.mode === "online" ? null : rate(({ streetId }) => streetId === interview.streetId),
      volunteer: interview.volunteerId
        ? rate(({ volunteerId }) => volunteerId === interview.volunteerId)
        : null,
      wave: rate(() => true),
    },
    other: other && { id: other.id, completedAt: other.completedAt.toISOString() },
    rows: answerRows(definition, interview, other?.answers ?? null, scored, names),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { wave, viewer, interview } = await interviewOfViewer(args);
  const form = await formOf(args.request);
  const text = (name: string) => formText(form, name);
  const decision = REVIEW_DECISIONS.find((each) => each === text("decision"));
  const reason = text("reason");
  const values = { decision: decision ?? "", reason };
  const isReasonWrong = reason === "" || reason.length > LONGEST_REVIEW_REASON;
  if (!decision || isReasonWrong) {
    const errors = { decision: !decision, reason: isReasonWrong };
    return data({ values, errors, problem: null }, { status: 400 });
  }
  const shown = text("flags").split(" ");
  const result = await writeReview(args.context.database, viewer.cityId, {
    ...{ waveId: wave.id, responseId: interview.id, decision, reason },
    flags: FLAG_CODES.filter((code) => shown.includes(code)),
    ...{ after: text("after") || null, userId: viewer.userId, now: new Date() },
  });
  if (result.status === "decided")
    return redirect(`/fieldwork/${wave.id}/interviews/${interview.id}?done`, 303);
  if (result.status === "not-found") throw new Response(null, { status: 404 });
  const problem = result.status === "changed" ? ("changed" as const) : (`block.${result.block}` as const);
  return data({ values, errors: { decision: false, reason: false }, problem }, { status: 409 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "quality:one.title");

export default function InterviewPage() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const { interview, flags, reviews, timeZone, waveId } = view;
  const { mode, standing, live } = interview;
  const moment = (at: Date | string) => formatMoment(at, language, timeZone);
  const isOpen = live && interview.waveStatus !== "published";
  const hasErrors = Object.values(answer?.errors ?? {}).some(Boolean);
  return (
    <>
      <p className="no-print mt-4">
        <BackLink to={`/fieldwork/${waveId}/interviews`}>{t("one.back")}</BackLink>
      </p>
      <h2>{t("one.heading", { when: moment(interview.completedAt) })}</h2>
      <p className="text-ink-soft">
        {interview.volunteer ? t("one.by", { name: interview.volunteer }) : t("one.online")}
      </p>
      {answer?.problem || hasErrors ? (
        <div role="alert" className="note note-attention mt-4 max-w-[800px]">
          <p className="font-semibold">{t("one.errors.title")}</p>
          {answer?.problem ? <p>{t(`one.${answer.problem}`)}</p> : null}
          {answer?.errors.decision ? <p>{t("one.errors.decision")}</p> : null}
          {answer?.errors.reason ? <p>{t("one.errors.reason")}</p> : null}
        </div>
      ) : null}
      <p role={search.has("done") ? "status" : undefined} className="note mt-4 max-w-[800px]">
        {search.has("done") && !answer ? `${t("one.done")} ` : ""}
        {live ? t(`one.decided.${standing}`) : t("one.replaced")}
      </p>
      <Facts />
      <section className="mt-8 max-w-[800px]">
        <h3>{t("one.flags")}</h3>
        {flags.length === 0 ? <p className="mt-2">{t("one.noFlags")}</p> : <FlagList {...view} />}
      </section>
      <InterviewExtras {...view} responseId={interview.id} />
      {view.ledger ? (
        <p className="mt-2">
          <LedgerLink {...view.ledger} />
        </p>
      ) : null}
      <div className="grid gap-x-12 lg:grid-cols-2">
        {isOpen ? (
          <ReviewForm
            key={reviews.at(-1)?.id ?? "first"}
            {...{ mode, again: reviews.length > 0, after: reviews.at(-1)?.id ?? null }}
            maySendBack={mode !== "online" && interview.waveStatus === "open"}
            flags={flags.map(({ code }) => code)}
            values={answer?.values ?? { decision: "", reason: "" }}
            errors={answer?.errors ?? {}}
          />
        ) : null}
        <ReviewTrace reviews={reviews} timeZone={timeZone} />
      </div>
      <InterviewAnswers {...view} />
    </>
  );
}

function Facts() {
  const { interview, street, seconds, timeZone, waveId } = useLoaderData<typeof loader>();
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const localName = useLocalName();
  const duration = useDuration();
  const { mode, outcome, sex, ageYears, ownShare, caseId } = interview;
  const facts: [label: string, value: ReactNode][] = [
    [t("one.facts.mode"), t(`mode.${mode}`)],
    [t("one.facts.outcome"), t(`outcome.${outcome}`)],
    [t("one.facts.place"), street ? localName(street) : t("interviews.elsewhere")],
    [t("one.facts.duration"), duration(seconds)],
    [t("one.facts.received"), formatMoment(interview.receivedAt, language, timeZone)],
    [t("one.facts.language"), t(`one.${interview.language}`)],
    [
      t("one.facts.who"),
      ageYears !== null && sex ? t("one.years", { age: ageYears, sex: t(`one.${sex}`) }) : "–",
    ],
    [t("one.facts.share"), ownShare === null ? "–" : `${formatPoints(ownShare, language)} / 20`],
  ];
  if (mode === "household" && caseId) {
    facts.push([
      t("one.facts.case"),
      <Link key="case" to={`/fieldwork/${waveId}/cases?case=${caseId}`}>
        {t("one.toCase")}
      </Link>,
    ]);
  }
  return (
    <dl className="mt-4 grid grid-cols-2 gap-x-8 gap-y-3 md:grid-cols-4">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="text-ink-soft">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const ErrorBoundary = ErrorPage;
