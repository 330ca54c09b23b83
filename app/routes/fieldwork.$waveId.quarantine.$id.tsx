import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ObstacleList } from "#app/components/obstacle-list.tsx";
import { RecordComparison } from "#app/components/record-comparison.tsx";
import { FieldError } from "#app/components/text-field.tsx";
import { formOf } from "#app/form-of.server.ts";
import { languageOf } from "#app/locales/language.ts";
import { formText } from "#app/present/form-text.ts";
import { formatMoment } from "#app/present/format-share.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { decideQuarantine, LONGEST_REASON, obstaclesText } from "#db/queries/decide-quarantine.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readQuarantined } from "#db/queries/read-quarantined.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { compareRecords } from "#surveys/fieldwork/compare-records.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

/** The record, if the viewer may decide on it. @throws a Response of 404: also for another wave's or street's. */
async function recordOfViewer({ params, request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const language = languageOf(request, viewer.language);
  const found = await readQuarantined(context.database, viewer.cityId, params.id ?? "", language);
  if (!found) throw new Response(null, { status: 404 });
  const { row, streetId } = found.examined;
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const isOfWave = row.waveId === wave.id || (found.wave === null && scope === "all");
  const isInScope = scope === "all" || (streetId !== null && scope.includes(streetId));
  if (!isOfWave || !isInScope) throw new Response(null, { status: 404 });
  return { wave, viewer, language, found };
}

export async function loader(args: LoaderFunctionArgs) {
  const { wave, viewer, found } = await recordOfViewer(args);
  const city = await findCity(args.context.database, viewer.cityId);
  const { examined, beside: collides, ...around } = found;
  const { row, fields, problems, obstacles, block, replaces } = examined;
  const { id, kind, reason, receivedAt, decision, decidedAt, decisionReason } = row;
  // Once accepted it is itself what stands.
  const beside = decision === "accepted" ? null : collides;
  const envelope = (from: { sentBy: string | null; receivedAt: Date }) => ({
    sentBy: from.sentBy,
    receivedAt: from.receivedAt.toISOString(),
  });
  const mine = { ...envelope({ sentBy: found.sentBy, receivedAt }), ...fields };
  return {
    ...around,
    waveId: wave.id,
    waveStatus: found.wave?.status ?? null,
    timeZone: city.timeZone,
    record: { id, kind, reason, receivedAt, decision, decidedAt, decisionReason },
    ...{ problems, obstacles, block, replacesLive: replaces.liveResponse !== null },
    replacesSame: replaces.sameId.length > 0,
    obstaclesText: obstaclesText(examined),
    besideWhat: beside?.what ?? null,
    rows: compareRecords(mine, beside ? { ...envelope(beside), ...beside.fields } : null),
    raw: fields === null ? new TextDecoder().decode(row.body.slice(0, 2000)) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { wave, viewer, language, found } = await recordOfViewer(args);
  const form = await formOf(args.request);
  const decision = form.get("decision");
  if (decision !== "accept" && decision !== "discard") throw new Response(null, { status: 400 });
  const reason = formText(form, "reason");
  if (reason === "" || reason.length > LONGEST_REASON) {
    return data({ error: "reasonMissing" as const, reason }, { status: 400 });
  }
  const { id } = found.examined.row;
  const result = await decideQuarantine(args.context.database, viewer.cityId, {
    ...{ id, decision, reason, language, userId: viewer.userId, now: new Date() },
    obstacles: formText(form, "obstacles"),
  });
  if (result.status === "accepted" || result.status === "discarded") {
    return redirect(`/fieldwork/${wave.id}/quarantine/${id}?done`, 303);
  }
  const error = result.status === "decided-already" ? ("decidedAlready" as const) : ("changed" as const);
  return data({ error, reason }, { status: 409 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "cases:quarantine.title");

export default function QuarantinedRecord() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const { record, sentBy, decidedBy, timeZone } = view;
  const name = sentBy ?? t("quarantine.unknownSender");
  const moment = (at: Date | string) => formatMoment(at, language, timeZone);
  return (
    <>
      <p className="no-print mt-4">
        <BackLink to={`/fieldwork/${view.waveId}/quarantine`}>{t("quarantine.back")}</BackLink>
      </p>
      <h2>{t("quarantine.heading", { name, kind: t(`quarantine.kind.${record.kind}`) })}</h2>
      <p className="text-ink-soft">{t("quarantine.arrivedAt", { when: moment(record.receivedAt) })}</p>
      {answer && answer.error !== "reasonMissing" ? (
        <p role="alert" className="note note-attention mt-4 max-w-[800px]">
          {t(`quarantine.${answer.error}`)}
        </p>
      ) : null}
      {record.decision ? (
        <div role={search.has("done") ? "status" : undefined} className="note mt-4 max-w-[800px]">
          <p className="font-semibold">{t(`quarantine.${record.decision}`)}</p>
          <p>
            {t("quarantine.decidedBy", {
              decision: t(`quarantine.decision.${record.decision}`),
              name: decidedBy ?? t("quarantine.unknownSender"),
              when: record.decidedAt ? moment(record.decidedAt) : "",
            })}
          </p>
          {record.decisionReason ? <p className="mt-2">{record.decisionReason}</p> : null}
        </div>
      ) : null}
      <section className="mt-6 max-w-[800px]">
        <h3>{t(record.decision ? "quarantine.stood" : "quarantine.stands")}</h3>
        <p className="mt-1">{t(`quarantine.reason.${record.reason}`)}</p>
        {record.decision ? null : <ObstacleList {...view} />}
      </section>
      <RecordComparison {...view} />
      {record.decision ? null : <Decide />}
    </>
  );
}

function Decide() {
  const { obstaclesText: obstacles, block } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("cases");
  const error = answer?.error === "reasonMissing" ? t("quarantine.reasonMissing") : null;
  return (
    <Form method="post" className="no-print mt-8 grid max-w-[640px] gap-4">
      <h3>{t("quarantine.decide")}</h3>
      <input type="hidden" name="obstacles" value={obstacles} />
      <div>
        <label htmlFor="reason" className="block font-semibold">
          {t("quarantine.reasonLabel")}
        </label>
        <p id="reason-hint" className="text-ink-soft">
          {t("quarantine.reasonHint")}
        </p>
        <textarea
          id="reason"
          name="reason"
          rows={3}
          maxLength={LONGEST_REASON}
          required
          defaultValue={answer?.reason ?? ""}
          className="input mt-1"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "reason-hint reason-error" : "reason-hint"}
        />
        <FieldError id="reason-error" error={error} />
      </div>
      {block ? <p className="note note-attention">{t(`quarantine.block.${block}`)}</p> : null}
      <div className="flex flex-wrap items-center gap-2">
        {block ? null : (
          <button className="button" name="decision" value="accept">
            {t("quarantine.accept")}
          </button>
        )}
        <button className="button button-plain" name="decision" value="discard">
          {t("quarantine.discard")}
        </button>
        <span className="text-ink-soft">{t("quarantine.final")}</span>
      </div>
    </Form>
  );
}

export const ErrorBoundary = ErrorPage;
