import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DesignDraft } from "#app/components/design-draft.tsx";
import { DrawConfirm } from "#app/components/draw-confirm.tsx";
import { DrawDiscard } from "#app/components/draw-discard.tsx";
import { DrawnReport } from "#app/components/drawn-report.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { WaveDetailsForm } from "#app/components/wave-details-form.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { enteredOf } from "#app/design/design-inputs.ts";
import { waveToDesign } from "#app/design/design-viewer.server.ts";
import { readDesignPage } from "#app/design/read-design-page.server.ts";
import { changeDetails, discard, draw, saveDesign } from "#app/design/decide-design.server.ts";
import { formOf } from "#app/form-of.server.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveToDesign(context, params.waveId);
  const search = new URL(request.url).searchParams;
  const page = await readDesignPage(context.database, viewer.cityId, wave, {
    step: search.get("step"),
    entered: enteredOf(search),
  });
  return { wave, page };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveToDesign(context, params.waveId);
  const form = await formOf(request);
  const steps = { save: saveDesign, details: changeDetails, draw, discard };
  const intent = form.get("intent");
  if (typeof intent !== "string" || !Object.hasOwn(steps, intent)) throw new Response(null, { status: 400 });
  const refused = await steps[intent as keyof typeof steps](context.database, viewer, wave, form);
  return refused ? data(refused, { status: refused.status }) : redirect(`/waves/${wave.id}/design`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "design:title");

export default function DesignWave() {
  const { wave, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("design");
  const language = useLanguage();
  return (
    <>
      <WaveHeading wave={wave} analyses manages />
      {answer && "stale" in answer ? (
        <p role="alert" className="note note-attention mt-6">
          {t("stale")}
        </p>
      ) : null}
      {answer && "fields" in answer ? (
        <p role="alert" className="note note-stop mt-6">
          {t("problem.notSaved", {
            fields: new Intl.ListFormat(language).format(answer.fields.map((name) => t(`number.${name}`))),
          })}
        </p>
      ) : null}
      {page.kind === "draft" ? <DesignDraft waveId={wave.id} page={page} /> : null}
      {page.kind === "details" ? (
        <section className="mt-6 max-w-[720px]">
          <h2>{t("details.title")}</h2>
          <WaveDetailsForm
            districts={null}
            questionnaires={page.questionnaires}
            values={answer && "values" in answer ? answer.values : page.values}
            problems={answer && "problems" in answer ? answer.problems : {}}
            submit={t("details.submit")}
            intent="details"
            cancel={`/waves/${wave.id}/design`}
          />
        </section>
      ) : null}
      {page.kind === "draw" ? (
        <DrawConfirm
          wave={wave}
          page={page}
          problem={answer && "seed" in answer ? answer : null}
          refused={answer && "drawError" in answer ? answer.drawError : null}
        />
      ) : null}
      {page.kind === "drawn" ? <DrawnReport wave={wave} page={page} /> : null}
      {page.kind === "discard" ? (
        <DrawDiscard waveId={wave.id} problem={answer && "discard" in answer ? answer.discard : null} />
      ) : null}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
