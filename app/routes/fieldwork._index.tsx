import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { StatusMark } from "#app/components/status-mark.tsx";
import { formatPeriod } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { readDistrictScope } from "#db/queries/district-scope.ts";
import { listWaves } from "#db/queries/list-waves.ts";

/** The room opens on the wave in the field; only where there is not exactly one is there something to choose. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { database, viewer } = context;
  if (!viewer) throw new Response(null, { status: 401 });
  const scope = await readDistrictScope(database, viewer, ["supervisor", "administrator"]);
  const waves = await listWaves(database, viewer.cityId, scope);
  const open = waves.filter(({ status }) => status === "open");
  if (open.length === 1) throw redirect(`/fieldwork/${open[0]!.id}`);
  return {
    open,
    earlier: waves.filter(({ status }) => status === "closed" || status === "published"),
    next: waves.filter(({ status }) => status === "drawn"),
    plans: hasRole(viewer, ["administrator"]),
  };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "fieldwork:title");

export default function FieldworkRooms() {
  const { open, next, earlier, plans } = useLoaderData<typeof loader>();
  const { t } = useTranslation("fieldwork");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 max-w-[640px] text-ink-soft">{t("lead")}</p>
      {open.length === 0 ? (
        <div className="note mt-6 max-w-[640px]">
          <h2>{t("empty.title")}</h2>
          <p className="mt-2">{t(next.length > 0 ? "empty.drawn" : plans ? "empty.plan" : "empty.wait")}</p>
          <p className="mt-4">
            <Link className="button" to="/waves">
              {t("empty.toWaves")}
            </Link>
          </p>
        </div>
      ) : (
        <WaveLinks title={t("open")} waves={open} />
      )}
      {next.length > 0 ? <WaveLinks title={t("next")} waves={next} /> : null}
      {earlier.length > 0 ? <WaveLinks title={t("earlier")} waves={earlier} /> : null}
    </>
  );
}

type Waves = ReturnType<typeof useLoaderData<typeof loader>>["open"];

function WaveLinks({ title, waves }: { title: string; waves: Waves }) {
  const localName = useLocalName();
  const language = useLanguage();
  return (
    <section className="mt-8">
      <h2>{title}</h2>
      <ul className="mt-2 border-t border-ink">
        {waves.map((wave) => (
          <li key={wave.id} className="flex flex-wrap items-center gap-x-6 border-b border-line py-1">
            <Link
              className="inline-flex min-h-[44px] items-center font-semibold"
              to={`/fieldwork/${wave.id}`}
            >
              {localName(wave)}
            </Link>
            <span className="text-ink-soft">{localName(wave.district)}</span>
            <span className="text-ink-soft">{formatPeriod(wave.startsOn, wave.endsOn, language)}</span>
            <StatusMark status={wave.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export const ErrorBoundary = ErrorPage;
