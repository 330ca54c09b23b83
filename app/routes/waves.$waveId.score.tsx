import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type AssessmentProblem, readAssessmentForm } from "#app/analyst/read-assessment-form.ts";
import { readScorePage } from "#app/analyst/score-page.server.ts";
import { readYearForm, type YearProblem } from "#app/analyst/read-year-form.ts";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ScoreAssessment } from "#app/components/score-assessment.tsx";
import { ScoreCycle } from "#app/components/score-cycle.tsx";
import { ScoreTarget } from "#app/components/score-target.tsx";
import { ScoreYears } from "#app/components/score-years.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { formOf } from "#app/form-of.server.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { formTexts } from "#app/present/form-text.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { changeAssessmentDay } from "#db/queries/change-assessment-day.ts";
import { holdsForDistrict } from "#db/queries/district-scope.ts";
import { findCity } from "#db/queries/find-city.ts";
import { writeYearScore } from "#db/queries/year-scores.ts";
import { assessmentDay } from "#surveys/fieldwork/assessment-day.ts";

const ANALYSTS = ["analyst", "administrator"] as const;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ANALYSTS);
  const search = new URL(request.url).searchParams;
  const own = Number(wave.startsOn.slice(0, 4));
  const last = [own, own + 1, own + 2].find((year) => String(year) === search.get("last")) ?? own;
  const asked = (search.get("target") ?? "").normalize("NFKC").trim();
  const target = /^\d{1,3}(\.\d{1,2})?$/.test(asked) && Number(asked) <= 100 ? Number(asked) : null;
  const [page, { timeZone }] = await Promise.all([
    readScorePage(context.database, viewer.cityId, wave, { last, target }),
    findCity(context.database, viewer.cityId),
  ]);
  return {
    assessmentOn: assessmentDay(wave),
    clock: { today: dayOf(new Date(), timeZone), timeZone },
    ...{ wave, page, manages: hasRole(viewer, ["supervisor", "administrator"]) },
    ...{ asked, mayWrite: holdsForDistrict(viewer, ANALYSTS, wave.district.id) },
  };
}

interface RefusedDay {
  problem: AssessmentProblem | "published" | "stale";
  value: string;
}

interface RefusedYear {
  year: number;
  problems: YearProblem[];
  values: Record<string, string>;
  /** Somebody else changed the year meanwhile. */
  stale: boolean;
}

/** What was not saved. */
type Refused = { year: RefusedYear; day: null } | { year: null; day: RefusedDay };

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ANALYSTS);
  if (!holdsForDistrict(viewer, ANALYSTS, wave.district.id)) throw new Response(null, { status: 403 });
  const values = formTexts(await formOf(request));
  const { search } = new URL(request.url);
  if (values.intent === "assessment") {
    const read = readAssessmentForm(values, wave.endsOn);
    const refuse = (problem: RefusedDay["problem"], status: number) =>
      data<Refused>({ year: null, day: { problem, value: values.assessmentOn ?? "" } }, { status });
    if ("problem" in read) return refuse(read.problem, 400);
    const change = { waveId: wave.id, userId: viewer.userId, day: read.day, before: values.before || null };
    const result = await changeAssessmentDay(context.database, viewer.cityId, change);
    if (result !== "changed") return refuse(result, 409);
    return redirect(`/waves/${wave.id}/score${search}#assessment`, 303);
  }
  const own = Number(wave.startsOn.slice(0, 4));
  const year = Number(values.year);
  if (!Number.isInteger(year) || Math.abs(year - own) > 2) throw new Response(null, { status: 400 });
  const read = readYearForm(values);
  const refuse = (problems: YearProblem[], stale = false) =>
    data<Refused>({ year: { year, problems, values, stale }, day: null }, { status: stale ? 409 : 400 });
  if ("problems" in read) return refuse(read.problems);
  const written = await writeYearScore(context.database, viewer.cityId, {
    ...{ districtId: wave.district.id, year, ...read, after: values.after || null },
    ...{ userId: viewer.userId, now: new Date() },
  });
  if (!written) return refuse([], true);
  return redirect(`/waves/${wave.id}/score${search}`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "score:title");

export default function WaveScore() {
  const { wave, page, assessmentOn, clock, manages, mayWrite, asked } = useLoaderData<typeof loader>();
  const { year: refused, day: refusedDay } = useActionData<typeof action>() ?? { year: null, day: null };
  const { t } = useTranslation(["score", "waves"]);
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {wave.status === "published" ? null : (
        <p className="mt-4 text-ink-soft">{t("waves:results.provisional")}</p>
      )}
      {refused ? (
        <p role="alert" className="note note-stop mt-4 max-w-[800px]">
          {t(refused.stale ? "stale" : "notSaved", { year: refused.year })}
        </p>
      ) : null}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-12">
        <ScoreCycle page={page} />
        <ScoreTarget page={page} asked={asked} />
        <ScoreAssessment {...{ wave, clock, mayWrite }} day={assessmentOn} refused={refusedDay} />
        <ScoreYears {...{ page, refused, mayWrite }} timeZone={clock.timeZone} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
