import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreet } from "#app/analyst/read-streets.server.ts";
import type { ShownTable } from "#app/download/shown-table.ts";
import { formatNumber, halfWidth } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { MapKey, shadeOf, StreetMap } from "./street-map.tsx";
import { classEnds, useMapStreets } from "./use-map-streets.ts";

interface StreetsMapProps {
  waveId: string;
  streets: readonly AnalysedStreet[];
}

const CLASSES = [0, 1, 2, 3, 4];

/** The streets shaded by share, hatched where they cannot be told apart from the district. */
export function StreetsMap({ waveId, streets }: StreetsMapProps) {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  const name = (street: AnalysedStreet) => streetName(street, language);
  const drawn = streets.filter(({ boundary }) => boundary !== null);
  const [low, high] = classEnds(drawn.flatMap(({ figure }) => (isWithheld(figure) ? [] : [figure.share])));
  const names = new Intl.ListFormat(language).format(streets.filter(({ boundary }) => !boundary).map(name));
  const table: ShownTable = {
    caption: t("map.title"),
    columns: [
      { key: "street", label: t("table.street") },
      { key: "share", label: t("table.share"), numeric: true, digits: 2 },
      { key: "half", label: "±", numeric: true, digits: 2 },
      { key: "side", label: t("table.difference") },
    ],
    rows: drawn.map((street) => ({
      street: name(street),
      share: isWithheld(street.figure) ? null : street.figure.share,
      half: isWithheld(street.figure) ? null : halfWidth(street.figure),
      side: isWithheld(street.figure) ? t("map.missing") : t(`side.${street.side}`),
    })),
  };
  const bound = (step: number) => formatNumber(low + (step * (high - low)) / CLASSES.length, language, 2);
  return (
    <ChartFrame
      id="map"
      title={t("map.title")}
      sentence={drawn.length === 0 ? t("map.none") : t("map.sentence")}
      note={
        <>
          <span className="flex flex-wrap items-center gap-x-4">
            {CLASSES.map((step) => (
              <MapKey key={step} shade={shadeOf(step / CLASSES.length)}>
                {`${bound(step)}–${bound(step + 1)}`}
              </MapKey>
            ))}
            <MapKey shade={shadeOf(0.4)} hatched>
              {t("map.hatched")}
            </MapKey>
            <MapKey shade={0}>{t("map.missing")}</MapKey>
            <span className="whitespace-nowrap">▼ {t("map.flagged")}</span>
          </span>
          {names && drawn.length > 0 ? t("map.without", { names }) : null}
        </>
      }
      table={table}
    >
      <StreetMap
        title={t("map.title")}
        description={t("map.description")}
        streets={useMapStreets(waveId, drawn)}
      />
    </ChartFrame>
  );
}
