import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { WaveDetailsForm } from "#app/components/wave-details-form.tsx";
import { designWave } from "#app/design/design-wave.server.ts";
import { districtsToDesign } from "#app/design/design-viewer.server.ts";
import { suggestDetails } from "#app/design/suggest-details.ts";
import { detailColumns, readDetails } from "#app/design/wave-details.ts";
import { formOf } from "#app/form-of.server.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { isUniqueViolation } from "#db/database-errors.ts";
import { addWave } from "#db/queries/add-wave.ts";
import { findCity } from "#db/queries/find-city.ts";
import { findTaken } from "#db/queries/find-taken.ts";
import { listQuestionnaireVersions } from "#db/queries/list-questionnaire-versions.ts";
import { listWaves } from "#db/queries/list-waves.ts";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, districts } = await districtsToDesign(context);
  const { database } = context;
  const [city, questionnaires, waves] = await Promise.all([
    findCity(database, viewer.cityId),
    listQuestionnaireVersions(database, viewer.cityId),
    listWaves(database, viewer.cityId, "all"),
  ]);
  const suggested = suggestDetails(new Date(), city, new Set(waves.map(({ code }) => code)));
  return { districts, questionnaires, suggested };
}

/** Until there are streets to work out a plan for. */
const FIRST_PLAN: SamplePlan = {
  communitiesPerStreet: 5,
  dwellingsPerCommunity: 32,
  sessionsPerStreet: 5,
  interviewsPerSession: 12,
};

export async function action({ request, context }: ActionFunctionArgs) {
  const { viewer, districts } = await districtsToDesign(context);
  const { database } = context;
  const { cityId, userId } = viewer;
  const { details, problems, values } = readDetails(await formOf(request));
  if (!details) return data({ problems, values }, { status: 400 });
  const questionnaires = await listQuestionnaireVersions(database, cityId);
  const version = questionnaires.find(({ versionId }) => versionId === details.versionId);
  if (!version) problems.versionId = "invalid";
  if (!districts.some(({ id }) => id === details.districtId)) problems.districtId = "invalid";
  for (const field of await findTaken(database, cityId, { ...details, waveId: null }))
    problems[field] = "taken";
  if (!version || Object.keys(problems).length > 0) return data({ problems, values }, { status: 400 });
  const { design } = await designWave(database, cityId, details.districtId, new Map());
  const wave = {
    ...detailColumns(details, version.scoringSheetId),
    districtId: details.districtId,
    plan: design?.plan ?? FIRST_PLAN,
    lambda: design?.lambda ?? 0.5,
  };
  try {
    const waveId = await addWave(database, cityId, wave, details.slug, userId);
    return redirect(`/waves/${waveId}/design`, 303);
  } catch (error) {
    // Somebody else took the code or the address in between.
    if (!isUniqueViolation(error)) throw error;
    for (const field of await findTaken(database, cityId, { ...details, waveId: null }))
      problems[field] = "taken";
    return data({ problems, values }, { status: 400 });
  }
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "design:new.title");

export default function NewWave() {
  const { districts, questionnaires, suggested } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("design");
  const lacking =
    districts.length === 0 ? "districts" : questionnaires.length === 0 ? "questionnaires" : null;
  return (
    <div className="max-w-[720px]">
      <p>
        <BackLink to="/waves">{t("new.back")}</BackLink>
      </p>
      <h1>{t("new.title")}</h1>
      <p className="mt-2 text-ink-soft">{t("new.lead")}</p>
      {lacking ? (
        <div className="note note-attention mt-6">
          <p>{t(`new.lacking.${lacking}`)}</p>
          {lacking === "districts" ? (
            <p className="mt-2">
              <Link to="/frame">{t("toFrame")}</Link>
            </p>
          ) : null}
        </div>
      ) : (
        <WaveDetailsForm
          districts={districts}
          questionnaires={questionnaires}
          values={
            answer?.values ?? {
              ...suggested,
              online: "on",
              districtId: districts[0]?.id ?? "",
              versionId: questionnaires[0]?.versionId ?? "",
            }
          }
          problems={answer?.problems ?? {}}
          submit={t("new.submit")}
        />
      )}
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
