import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { BackLink } from "#app/components/back-link.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FieldworkTabs } from "#app/components/fieldwork-tabs.tsx";
import { StatusMark } from "#app/components/status-mark.tsx";
import { formatPeriod } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { countQuarantined } from "#db/queries/count-quarantined.ts";
import { streetScope } from "#db/queries/street-scope.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

/** The frame of the pages about one wave's fieldwork. Each page asks for itself who may see what. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const held = await countQuarantined(context.database, viewer.cityId, wave.id);
  const own = held.filter(({ streetId }) => scope === "all" || (streetId && scope.includes(streetId)));
  return { wave, quarantined: own.reduce((sum, { count }) => sum + count, 0) };
}

export const meta = ({ matches }: { matches: readonly { id: string; data?: unknown }[] }) =>
  pageTitle(matches, "fieldwork:title");

export default function FieldworkOfWave() {
  const { wave, quarantined } = useLoaderData<typeof loader>();
  const { t } = useTranslation("fieldwork");
  const localName = useLocalName();
  const language = useLanguage();
  return (
    <>
      <div className="border-b-2 border-ink">
        <p className="no-print text-ink-soft">
          <BackLink to="/waves">{t("allWaves")}</BackLink>
        </p>
        <h1>{t("titleOf", { wave: localName(wave) })}</h1>
        <p className="mt-2 flex flex-wrap gap-x-4 text-ink-soft">
          <span>{localName(wave.district)}</span>
          <span>{formatPeriod(wave.startsOn, wave.endsOn, language)}</span>
          <StatusMark status={wave.status} />
        </p>
        <FieldworkTabs waveId={wave.id} waiting={{ quarantine: quarantined }} />
      </div>
      <Outlet />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
