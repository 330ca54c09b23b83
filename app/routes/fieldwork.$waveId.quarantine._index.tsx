import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { PageLinks } from "#app/components/page-links.tsx";
import { SelectField } from "#app/components/select-field.tsx";
import { formatMoment } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageNumber } from "#app/present/page-number.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { findCity } from "#db/queries/find-city.ts";
import { listQuarantine } from "#db/queries/list-quarantine.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { QUARANTINE_REASONS } from "#db/schema/records.ts";

const MANAGERS = ["supervisor", "administrator"] as const;
const A_PAGE = 100;
const MOST_PAGES = 1_000_000;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const search = new URL(request.url).searchParams;
  const reason = QUARANTINE_REASONS.find((each) => each === search.get("reason")) ?? null;
  const listed = (page: number) =>
    listQuarantine(context.database, viewer.cityId, wave.id, {
      ...{ streets: streetScope(viewer, MANAGERS, wave.district.id), reason },
      ...{ limit: A_PAGE, offset: (page - 1) * A_PAGE },
    });
  let page = pageNumber(search, MOST_PAGES);
  let rows = await listed(page);
  // Past the last page, as when records have gone since: the first.
  if (rows.length === 0 && page > 1) rows = await listed((page = 1));
  const city = await findCity(context.database, viewer.cityId);
  const pages = Math.ceil((rows[0]?.total ?? 0) / A_PAGE);
  return { waveId: wave.id, rows, reason, page, pages, timeZone: city.timeZone };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "cases:quarantine.title");

export default function Quarantine() {
  const { rows, reason, page, pages } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cases");
  const open = rows.filter(({ decision }) => decision === null);
  const decided = rows.filter(({ decision }) => decision !== null);
  if (rows.length === 0 && reason === null && page === 1) {
    return (
      <>
        <h2 className="mt-8">{t("quarantine.title")}</h2>
        <p className="note mt-4 max-w-[640px]">{t("quarantine.empty")}</p>
        <ImportLink />
      </>
    );
  }
  return (
    <>
      <h2 className="mt-8">{t("quarantine.title")}</h2>
      <p className="mt-2 max-w-[720px] text-ink-soft">{t("quarantine.lead")}</p>
      <ImportLink />
      <Form method="get" className="no-print mt-4 flex flex-wrap items-end gap-4">
        <SelectField
          label={t("quarantine.reasonFilter")}
          name="reason"
          defaultValue={reason ?? ""}
          placeholder={t("quarantine.allReasons")}
          options={QUARANTINE_REASONS.map((value) => ({
            value,
            label: t(`quarantine.reasonShort.${value}`),
          }))}
        />
        <button className="button button-plain">{t("quarantine.show")}</button>
      </Form>
      <h3 className="mt-8">
        {t("quarantine.open")} <span className="text-ink-soft">{open.length}</span>
      </h3>
      {open.length === 0 ? (
        <p className="mt-2 text-ink-soft">{t("quarantine.openEmpty")}</p>
      ) : (
        <RecordTable rows={open} label={t("quarantine.open")} />
      )}
      {decided.length > 0 ? (
        <>
          <h3 className="mt-8">{t("quarantine.decided")}</h3>
          <RecordTable rows={decided} label={t("quarantine.decided")} />
        </>
      ) : null}
      <PageLinks page={page} pages={pages} />
    </>
  );
}

type Rows = ReturnType<typeof useLoaderData<typeof loader>>["rows"];

function RecordTable({ rows, label }: { rows: Rows; label: string }) {
  const { timeZone } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const localName = useLocalName();
  return (
    <div className="relative mt-2 overflow-x-auto">
      <table className="yearbook yearbook-words">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t("quarantine.arrived")}</th>
            <th scope="col">{t("quarantine.record")}</th>
            <th scope="col">{t("quarantine.from")}</th>
            <th scope="col">{t("quarantine.why")}</th>
            <th scope="col">
              <span className="sr-only">{t("quarantine.look")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="whitespace-nowrap">
                {formatMoment(row.receivedAt, language, timeZone)}
              </th>
              <td>{t(`quarantine.kind.${row.kind}`)}</td>
              <td>
                {row.sentBy ?? t("quarantine.unknownSender")}
                {row.street?.nameZh ? (
                  <span className="block text-ink-soft">{localName(row.street)}</span>
                ) : null}
              </td>
              <td>
                {t(`quarantine.reason.${row.reason}`)}
                {row.waveId ? null : <> {t("quarantine.unknownWave")}</>}
                {row.decision ? (
                  <span className="block text-ink-soft">
                    {t(`quarantine.decision.${row.decision}`)}
                    {row.decisionReason ? `: ${row.decisionReason}` : ""}
                  </span>
                ) : null}
              </td>
              <td className="whitespace-nowrap">
                <Link to={row.id} className="inline-flex min-h-[44px] items-center">
                  {t(row.decision ? "quarantine.lookAgain" : "quarantine.look")}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where what a tablet could not send by itself comes in. */
function ImportLink() {
  const { t } = useTranslation("tablets");
  return (
    <p className="no-print mt-2">
      <Link className="inline-flex min-h-[44px] items-center" to="/fieldwork/import">
        {t("import.title")}
      </Link>
    </p>
  );
}

export const ErrorBoundary = ErrorPage;
