import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RIGHTS } from "#app/rights.ts";

/** The analyst's pages about one wave: path below the wave, key of the label. */
const TABS = [
  { path: "", label: "overview", route: "_index" },
  { path: "streets", label: "streets", route: "streets._index" },
  { path: "losses", label: "losses", route: "losses" },
  { path: "trends", label: "trends", route: "trends._index" },
  { path: "checks", label: "checks", route: "checks" },
  { path: "score", label: "score", route: "score" },
  { path: "publish", label: "publish", route: "publish" },
  { path: "report", label: "report", route: "report" },
  { path: "data", label: "data", route: "data._index" },
] as const;

const SHOWN = TABS.filter(({ route }) => `routes/waves.$waveId.${route}` in RIGHTS);

/** Ways between the analyst's pages of one wave. */
export function WaveTabs({ waveId }: { waveId: string }) {
  const { t } = useTranslation("waves");
  return (
    <nav aria-label={t("tabs.label")} className="no-print mt-2 -ml-2 flex flex-wrap">
      {SHOWN.map(({ path, label }) => (
        <NavLink key={label} end={path === ""} to={`/waves/${waveId}${path && `/${path}`}`} className="quiet">
          {t(`tabs.${label}`)}
        </NavLink>
      ))}
    </nav>
  );
}
