import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { choosePair } from "#app/analyst/choose-pair.ts";
import { compareWaves } from "#app/analyst/compare-waves.server.ts";
import { BackLink } from "#app/components/back-link.tsx";
import { CompareChanges } from "#app/components/compare-changes.tsx";
import { CompareSummary } from "#app/components/compare-summary.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { SelectField } from "#app/components/select-field.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { localName } from "#app/present/local-name.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { partName } from "#app/present/trend-words.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { listWavesOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readPreviousWave } from "#db/queries/read-previous-wave.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const { database } = context;
  const search = new URL(request.url).searchParams;
  const dontKnow = search.get("dontKnow") === "other" ? ("other" as const) : ("sheet" as const);
  const [all, streets, titles, previous] = await Promise.all([
    listWavesOfSeries(database, viewer.cityId, wave.district.id),
    readStreetsOfDistrict(database, viewer.cityId, wave.district.id),
    readQuestionTitles(database, viewer.cityId, wave.id),
    readPreviousWave(database, viewer.cityId, wave.id),
  ]);
  const asked = search.get("with");
  const { others, other, pair } = choosePair(all, wave.id, asked, previous?.id);
  const named = ({ id, nameZh, nameEn }: (typeof all)[number]) => ({ id, nameZh, nameEn });
  return {
    wave,
    dontKnow,
    streets,
    titles,
    others: others.map(named),
    otherId: other?.id ?? null,
    unknown: Boolean(asked) && !other,
    pair: pair ? ([named(pair[0]), named(pair[1])] as const) : null,
    comparison: pair ? await compareWaves(database, viewer.cityId, pair, streets, dontKnow) : null,
    manages: hasRole(viewer, ["supervisor", "administrator"]),
  };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "trends:compare.title");

export default function CompareWaves() {
  const { wave, others, otherId, unknown, dontKnow, pair, comparison, streets, titles, manages } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const submit = useSubmit();
  const name = (named: { nameZh: string; nameEn: string }) => localName(named, language);
  const streetName = new Map(streets.map((street) => [street.id, name(street)]));
  const names = pair ? { before: name(pair[0]), after: name(pair[1]) } : { before: "", after: "" };
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      <p className="no-print mt-4">
        <BackLink to={`/waves/${wave.id}/trends`}>{t("compare.back")}</BackLink>
      </p>
      <h2 className="print:mt-4">{t("compare.title")}</h2>
      {others.length === 0 ? <p className="mt-4 max-w-[800px]">{t("compare.none")}</p> : null}
      {unknown ? (
        <p role="alert" className="note note-attention mt-4 max-w-[800px]">
          {t("compare.unknown")}
        </p>
      ) : null}
      {others.length > 0 ? (
        <Form
          method="get"
          className="no-print mt-2 flex flex-wrap items-end gap-4"
          onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })}
        >
          {dontKnow === "other" ? <input type="hidden" name="dontKnow" value="other" /> : null}
          <div className="w-full sm:w-[480px]">
            <SelectField
              key={otherId}
              label={t("compare.with", { wave: name(wave) })}
              name="with"
              defaultValue={otherId ?? ""}
              options={others.map((each) => ({ value: each.id, label: name(each) }))}
            />
          </div>
          <button className="button button-plain">{t("compare.show")}</button>
        </Form>
      ) : null}
      {comparison ? (
        <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-12">
          <CompareSummary comparison={comparison} names={names} />
          {comparison.common.items.length > 0 ? (
            <>
              <CompareChanges
                id="streets"
                part="share"
                names={names}
                changes={comparison.streets.map((each) => ({ ...each, name: streetName.get(each.id) ?? "" }))}
              />
              <CompareChanges
                id="dimensions"
                part="score"
                names={names}
                changes={comparison.dimensions.map((each) => ({
                  ...each,
                  name: t(`waves:dimension.${each.id}`),
                }))}
              />
              <CompareChanges
                id="items"
                part="score"
                names={names}
                changes={comparison.items.map((each) => ({
                  ...each,
                  name: partName(`item/${each.id}`, titles, language, t),
                  short: each.id.toUpperCase(),
                }))}
              />
            </>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

export const ErrorBoundary = ErrorPage;
