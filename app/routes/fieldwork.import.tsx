import { data, type ActionFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation } from "@remix-run/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FieldError } from "#app/components/text-field.tsx";
import { importCopy, type ImportReport } from "#app/fieldwork/import-copy.server.ts";
import { LIST_LIMIT } from "#app/frame/frame-limits.ts";
import { languageOf } from "#app/locales/language.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { findCity } from "#db/queries/find-city.ts";
import { findUserName } from "#db/queries/find-user-name.ts";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

export async function action({ request, context }: ActionFunctionArgs) {
  const { database, viewer } = context;
  if (!viewer) throw new Response(null, { status: 401 });
  const file = (await request.formData()).get("file");
  if (!(file instanceof File) || file.name === "" || file.size > LIST_LIMIT)
    return data({ problem: "file" as const }, { status: 400 });
  const language = languageOf(request, viewer.language);
  const report = await importCopy(database, viewer, await file.text(), language);
  if ("problem" in report) return data(report, { status: 400 });
  const [city, maker] = await Promise.all([
    findCity(database, viewer.cityId),
    report.makerId ? findUserName(database, viewer.cityId, report.makerId) : null,
  ]);
  return data({ report, maker, timeZone: city.timeZone });
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "tablets:import.title");

/** What a tablet that could not get online gave out as a file. */
export default function ImportCopy() {
  const { t } = useTranslation("tablets");
  const answer = useActionData<typeof action>();
  const { state, formMethod } = useNavigation();
  const id = useId();
  const problem = answer && "problem" in answer ? t(`import.problem.${answer.problem}`) : null;
  return (
    <>
      <h1>{t("import.title")}</h1>
      <p className="mt-2 max-w-[640px] text-ink-soft">{t("import.lead")}</p>
      {answer && "report" in answer ? (
        <Report report={answer.report} maker={answer.maker} timeZone={answer.timeZone} />
      ) : null}
      <Form method="post" encType="multipart/form-data" className="mt-6 grid max-w-[640px] gap-4">
        <div>
          <label htmlFor={id} className="block font-semibold">
            {t("import.file")}
          </label>
          <input
            id={id}
            type="file"
            name="file"
            accept=".json,application/json"
            className="input mt-1"
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${id}-error` : undefined}
          />
          <FieldError id={`${id}-error`} error={problem} />
        </div>
        <p>
          <button className="button" disabled={state !== "idle" && formMethod === "POST"}>
            {t("import.submit")}
          </button>
        </p>
      </Form>
      <p className="mt-8">
        <Link to="/fieldwork/tablets">{t("code.title")}</Link>
      </p>
    </>
  );
}

interface ReportProps {
  report: ImportReport;
  maker: string | null;
  timeZone: string;
}

function Report({ report, maker, timeZone }: ReportProps) {
  const { t } = useTranslation(["tablets", "cases", "field"]);
  const language = useLanguage();
  const { quarantined, refused, alreadyThere, stored } = report;
  const reasons = [...new Set(quarantined.map(({ reason }) => reason))];
  return (
    <section role="status" className="note mt-6 max-w-[640px]" data-import-report>
      <h2>{maker ? t("import.done", { name: maker }) : t("import.doneUnsigned")}</h2>
      <p className="mt-2 text-ink-soft">
        {t("import.made", { when: formatMoment(report.madeAt, language, timeZone) })}
      </p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {(["stored", "alreadyThere", "quarantined", "refused"] as const).map((name) => (
          <div key={name} className="contents">
            <dt>{t(`import.${name}`)}</dt>
            <dd className="font-semibold tabular-nums" data-count={name}>
              {{ stored, alreadyThere, quarantined: quarantined.length, refused: refused.length }[name]}
            </dd>
          </div>
        ))}
      </dl>
      {reasons.length > 0 ? (
        <ul className="mt-4">
          {reasons.map((reason) => (
            <li key={reason}>
              {t(`cases:quarantine.reasonShort.${reason}`)}{" "}
              {quarantined.filter((each) => each.reason === reason).length}
            </li>
          ))}
        </ul>
      ) : null}
      {refused.length > 0 ? <p className="mt-4">{t(`import.why.${refused[0]!.why}`)}</p> : null}
      <p className="mt-4">{t("import.safe")}</p>
    </section>
  );
}

export const ErrorBoundary = ErrorPage;
