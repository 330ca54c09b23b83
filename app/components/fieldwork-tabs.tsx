import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RIGHTS } from "#app/rights.ts";

/** The pages about one wave's fieldwork: path below the wave, key of the label. */
const TABS = [
  { path: "", label: "overview", route: "_index" },
  { path: "cases", label: "cases", route: "cases._index" },
  { path: "interviews", label: "interviews", route: "interviews._index" },
  { path: "back-checks", label: "backChecks", route: "back-checks" },
  { path: "quotas", label: "quotas", route: "quotas" },
  { path: "quarantine", label: "quarantine", route: "quarantine._index" },
] as const;

const SHOWN = TABS.filter(({ route }) => `routes/fieldwork.$waveId.${route}` in RIGHTS);

/** Ways between the pages of one wave's fieldwork; a number says how much waits there. */
export function FieldworkTabs({ waveId, waiting }: { waveId: string; waiting: { quarantine: number } }) {
  const { t } = useTranslation("fieldwork");
  return (
    <nav aria-label={t("tabs.label")} className="no-print mt-2 -ml-2 flex flex-wrap">
      {SHOWN.map(({ path, label }) => (
        <NavLink
          key={label}
          end={path === ""}
          to={`/fieldwork/${waveId}${path && `/${path}`}`}
          className="quiet gap-1"
        >
          {t(`tabs.${label}`)}
          {label === "quarantine" && waiting.quarantine > 0 ? (
            <span className="text-amber">
              {waiting.quarantine}
              <span className="sr-only"> {t("tabs.waiting")}</span>
            </span>
          ) : null}
        </NavLink>
      ))}
    </nav>
  );
}
