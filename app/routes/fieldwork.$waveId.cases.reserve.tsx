import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { formOf } from "#app/form-of.server.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readDrawReport } from "#db/queries/read-draw-report.ts";
import { releaseReserve } from "#db/queries/release-reserve.ts";
import { streetScope } from "#db/queries/street-scope.ts";

const MANAGERS = ["supervisor", "administrator"] as const;
const MOST_REPLICATES = 1000;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const report = await readDrawReport(context.database, viewer.cityId, wave.id);
  const streets = (report?.streets ?? [])
    .filter(({ id }) => scope === "all" || scope.includes(id))
    .map(({ id, nameZh, nameEn, dwellings: { reserve } }) => {
      const left = reserve.filter(({ releasedAt }) => releasedAt === null);
      const count = (of: typeof reserve) => ({
        replicates: of.length,
        dwellings: of.reduce((sum, { dwellings }) => sum + dwellings, 0),
      });
      const [next] = left.sort((a, b) => a.replicate - b.replicate);
      const released = reserve.filter(({ releasedAt }) => releasedAt !== null);
      return { id, nameZh, nameEn, released: count(released), left: count(left), next: next ?? null };
    });
  const hasReserve = streets.some(({ released, left }) => released.replicates + left.replicates > 0);
  return { waveId: wave.id, isOpen: wave.status === "open", streets, hasReserve };
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const form = await formOf(request);
  const streetId = String(form.get("street") ?? "");
  const replicate = Number(form.get("replicate"));
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  if (scope !== "all" && !scope.includes(streetId)) throw new Response(null, { status: 403 });
  if (!isUuid(streetId) || !Number.isInteger(replicate) || replicate < 1 || replicate > MOST_REPLICATES) {
    throw new Response(null, { status: 400 });
  }
  const wish = { waveId: wave.id, streetId, replicate, userId: viewer.userId, now: new Date() };
  const result = await releaseReserve(context.database, viewer.cityId, wish);
  if (result.status !== "released") return data({ problem: result.status }, { status: 409 });
  const done = new URLSearchParams({ released: streetId, replicate: String(replicate) });
  done.set("cases", String(result.cases));
  return redirect(`/fieldwork/${wave.id}/cases/reserve?${done}`, 303);
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "cases:reserve.title");

const RULES = ["whole", "random", "weights", "final"] as const;

export default function Reserve() {
  const { waveId, isOpen, hasReserve } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("cases");
  return (
    <>
      <p className="no-print mt-4">
        <BackLink to={`/fieldwork/${waveId}/cases`}>{t("reserve.back")}</BackLink>
      </p>
      <h2>{t("reserve.title")}</h2>
      {answer ? (
        <p role="alert" className="note note-attention mt-4 max-w-[800px]">
          {t(`reserve.problem.${answer.problem}`)}
        </p>
      ) : (
        <Released />
      )}
      <p className="mt-2 max-w-[720px]">{t("reserve.what")}</p>
      <ul className="mt-2 max-w-[720px] list-disc pl-5">
        {RULES.map((rule) => (
          <li key={rule} className={rule === "final" ? "font-semibold" : ""}>
            {t(`reserve.rules.${rule}`)}
          </li>
        ))}
      </ul>
      {hasReserve ? <ReserveTable /> : <p className="note mt-6 max-w-[640px]">{t("reserve.none")}</p>}
      {hasReserve && !isOpen ? <p className="mt-4 text-ink-soft">{t("reserve.notOpenYet")}</p> : null}
    </>
  );
}

function Released() {
  const { waveId, streets } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation("cases");
  const localName = useLocalName();
  const street = streets.find(({ id }) => id === search.get("released"));
  if (!street) return null;
  const count = Number(search.get("cases")) || 0;
  return (
    <div role="status" className="note mt-4 max-w-[800px]">
      <p>{t("reserve.done", { replicate: search.get("replicate"), count, street: localName(street) })}</p>
      <p className="mt-2">
        <Link className="button" to={`/fieldwork/${waveId}/cases/assign`}>
          {t("reserve.giveOut")}
        </Link>
      </p>
    </div>
  );
}

/** Releasing takes two steps, both of them addresses, so no script is needed. */
function ReserveTable() {
  const { streets, isOpen } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const localName = useLocalName();
  const { compare } = new Intl.Collator(language);
  const sorted = [...streets].sort((a, b) => compare(localName(a), localName(b)));
  const asked = isOpen ? sorted.find(({ id, next }) => next && id === search.get("street")) : undefined;
  const dwellings = (count: number) => t("reserve.dwellings", { count });
  const amount = (of: { replicates: number; dwellings: number }) =>
    t("reserve.replicates", { count: of.replicates }) +
    (of.replicates > 0 ? ` · ${dwellings(of.dwellings)}` : "");
  return (
    <>
      {asked?.next ? (
        <div className="note note-attention mt-6 max-w-[800px]">
          <p className="font-semibold">
            {t("reserve.confirm", {
              replicate: asked.next.replicate,
              street: localName(asked),
              dwellings: dwellings(asked.next.dwellings),
            })}
          </p>
          <p>{t("reserve.rules.final")}</p>
          <Form method="post" action="." className="mt-4 flex flex-wrap gap-2">
            <input type="hidden" name="street" value={asked.id} />
            <input type="hidden" name="replicate" value={asked.next.replicate} />
            <button className="button">{t("reserve.now")}</button>
            <Link className="button button-plain" to="." preventScrollReset>
              {t("reserve.keep")}
            </Link>
          </Form>
        </div>
      ) : null}
      <div className="mt-6 max-w-[880px] overflow-x-auto">
        <table className="yearbook">
          <caption className="mb-2 text-left font-semibold">{t("reserve.table")}</caption>
          <thead>
            <tr>
              <th scope="col" className="!text-left">
                {t("reserve.street")}
              </th>
              <th scope="col">{t("reserve.released")}</th>
              <th scope="col">{t("reserve.left")}</th>
              <th scope="col">{t("reserve.next")}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((street) => (
              <tr key={street.id}>
                <th scope="row">{localName(street)}</th>
                <td>{amount(street.released)}</td>
                <td>{amount(street.left)}</td>
                <td>
                  {street.next ? dwellings(street.next.dwellings) : "—"}
                  {street.next && isOpen ? (
                    <Link
                      className="-my-2 ml-4 inline-flex min-h-[44px] items-center"
                      to={`?street=${street.id}`}
                      aria-label={t("reserve.releaseOf", { street: localName(street) })}
                    >
                      {t("reserve.release")}
                    </Link>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
