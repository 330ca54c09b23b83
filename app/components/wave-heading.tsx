import { NavLink, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatPeriod } from "#app/present/format-share.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { WaveStatus } from "#db/schema/waves.ts";
import type { loader as root } from "#app/root.tsx";
import { BackLink } from "./back-link.tsx";
import { LiveNotice } from "./live-notice.tsx";
import { StatusMark } from "./status-mark.tsx";
import { WaveTabs } from "./wave-tabs.tsx";

interface WaveHeadingProps {
  wave: Named & {
    id: string;
    code: string;
    status: WaveStatus;
    startsOn: string;
    endsOn: string;
    district: Named;
  };
  analyses: boolean;
  manages: boolean;
}

/** The top of every page about one wave: which, when, how it stands, and its other pages. */
export function WaveHeading({ wave, analyses, manages }: WaveHeadingProps) {
  const { t } = useTranslation(["waves", "design"]);
  const designs = useRouteLoaderData<typeof root>("root")?.viewer?.roles.includes("administrator");
  const localName = useLocalName();
  const language = useLanguage();
  return (
    <div
      className="border-b-2 border-ink"
      data-file-prefix={wave.code}
      data-source={`${localName(wave.district)} · ${localName(wave)}`}
    >
      <p className="no-print">
        <BackLink to="/waves">{t("title")}</BackLink>
      </p>
      <h1>{localName(wave)}</h1>
      <p className="mt-2 flex flex-wrap gap-x-4 text-ink-soft">
        <span>{localName(wave.district)}</span>
        <span>{formatPeriod(wave.startsOn, wave.endsOn, language)}</span>
        <StatusMark status={wave.status} />
      </p>
      <nav aria-label={localName(wave)} className="no-print mt-2 -ml-2 flex flex-wrap">
        {designs ? (
          <NavLink to={`/waves/${wave.id}/design`} className="quiet">
            {t(wave.status === "draft" ? "design:link" : "design:reportLink")}
          </NavLink>
        ) : null}
        {manages && wave.status !== "draft" ? (
          <>
            <NavLink to={`/waves/${wave.id}/manage`} className="quiet">
              {t("manage.title")}
            </NavLink>
            <NavLink to={`/fieldwork/${wave.id}/quarantine`} className="quiet">
              {t("quarantine.title")}
            </NavLink>
          </>
        ) : null}
      </nav>
      {analyses && wave.status !== "draft" ? <WaveTabs waveId={wave.id} /> : null}
      {analyses && wave.status === "open" ? <LiveNotice waveId={wave.id} /> : null}
    </div>
  );
}
