import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { QuotaOvershoot } from "#app/components/quota-overshoot.tsx";
import { QuotaRule } from "#app/components/quota-rule.tsx";
import { QuotaStreet } from "#app/components/quota-street.tsx";
import { overshootOf, readWanted, standOfStreet } from "#app/fieldwork/quotas.ts";
import { formOf } from "#app/form-of.server.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { chooseInterceptRule } from "#db/queries/choose-intercept-rule.ts";
import { countPassersApart } from "#db/queries/count-passers-apart.ts";
import { holdsForDistrict } from "#db/queries/district-scope.ts";
import { readNames } from "#db/queries/read-helpers.ts";
import { readQuotas } from "#db/queries/read-quotas.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";
import { setQuotaCells } from "#db/queries/set-quota-cells.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { countsOf } from "#surveys/fieldwork/quota-cells.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database } = context;
  const { cityId } = viewer;
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const [quotas, apart, streets] = await Promise.all([
    readQuotas(database, cityId, wave.id, scope === "all" ? undefined : scope),
    countPassersApart(database, cityId, wave.id),
    readStreetsOfDistrict(database, cityId, wave.district.id),
  ]);
  const now = Date.now();
  const overshoot = quotas.flatMap(overshootOf);
  const makers = overshoot.flatMap(({ userId }) => (userId ? [userId] : []));
  const { status } = wave;
  return {
    rule: wave.plan.interceptRule ?? ("every-kth" as const),
    stands: quotas.map((quota) => standOfStreet(quota, apart.get(quota.streetId), now)),
    ...{ streets, overshoot },
    people: Object.fromEntries(await readNames(database, cityId, makers)),
    mayChoose:
      (status === "draft" || status === "drawn") &&
      holdsForDistrict(viewer, ["administrator"], wave.district.id),
    mayType: status !== "closed" && status !== "published",
  };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database } = context;
  const { cityId, userId } = viewer;
  const form = await formOf(request);
  const intent = form.get("intent");
  const path = `/fieldwork/${wave.id}/quotas`;
  if (intent === "choose") {
    const rule = form.get("rule");
    if (!holdsForDistrict(viewer, ["administrator"], wave.district.id))
      throw new Response(null, { status: 403 });
    if (rule !== "quota" && rule !== "every-kth") throw new Response(null, { status: 400 });
    const outcome = await chooseInterceptRule(database, cityId, { waveId: wave.id, rule, userId });
    return outcome === "too-late" ? data({ late: "rule" as const }, { status: 409 }) : redirect(path, 303);
  }
  const streetId = String(form.get("streetId"));
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const [quota] = await readQuotas(database, cityId, wave.id, [streetId]);
  if (!quota || (scope !== "all" && !scope.includes(streetId))) throw new Response(null, { status: 404 });
  if (intent !== "type" && intent !== "default") throw new Response(null, { status: 400 });
  const { typed, wrong } = readWanted(form);
  if (intent === "type" && wrong.length > 0) return data({ streetId, typed, wrong }, { status: 400 });
  const wanted = intent === "type" ? countsOf((key) => Number(typed[key])) : null;
  const done = await setQuotaCells(database, cityId, { waveId: wave.id, streetId, wanted, userId });
  return done ? redirect(`${path}#${streetId}`, 303) : data({ late: "cells" as const }, { status: 409 });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "quotas:title");

export default function Quotas() {
  const { rule, stands, streets, overshoot, people, mayChoose, mayType } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("quotas");
  const localName = useLocalName();
  const isQuota = rule === "quota";
  const names = Object.fromEntries(streets.map((street) => [street.id, localName(street)]));
  const wrong = answer && "wrong" in answer ? answer : null;
  return (
    <>
      <h2 className="mt-8">{t("title")}</h2>
      <p className="mt-2 max-w-[800px] text-ink-soft">{t("lead")}</p>
      {wrong ? (
        <div role="alert" className="note note-stop mt-4 max-w-[800px]">
          <p className="font-semibold">{t("type.problem")}</p>
          <p>
            <a href={`#${wrong.streetId}-${wrong.wrong[0]?.replace("|", "-")}`}>
              {t("type.problemIn", { street: names[wrong.streetId], count: wrong.wrong.length })}
            </a>
          </p>
        </div>
      ) : null}
      {answer && "late" in answer ? (
        <p role="alert" className="note note-attention mt-4 max-w-[800px]">
          {t(`late.${answer.late}`)}
        </p>
      ) : null}
      <QuotaRule rule={rule} mayChoose={mayChoose} choosing={search.has("choose")} />
      {stands.length === 0 ? <p className="note mt-6 max-w-[640px]">{t("noStreets")}</p> : null}
      <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 lg:grid-cols-2">
        {stands.map((stand) => (
          <QuotaStreet
            key={stand.streetId}
            name={names[stand.streetId] ?? ""}
            stand={stand}
            isQuota={isQuota}
            mayType={mayType}
            answer={wrong?.streetId === stand.streetId ? wrong : null}
          />
        ))}
      </div>
      {isQuota ? <QuotaOvershoot overshoot={overshoot} people={people} streets={names} /> : null}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
