import { scaleLinear } from "d3-scale";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreet } from "#app/analyst/read-streets.server.ts";
import { formatPoints, formatShare, halfWidth } from "#app/present/format-share.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { MapStreet } from "./street-map.tsx";

type Mapped = Pick<AnalysedStreet, "id" | "name" | "boundary" | "figure" | "side">;

/** Streets with a boundary as the map draws them: shaded by share, hatched where they do not differ from the district. */
export function useMapStreets(waveId: string, streets: readonly Mapped[]): MapStreet[] {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  const drawn = streets.filter(({ boundary }) => boundary !== null);
  const shares = drawn.flatMap(({ figure }) => (isWithheld(figure) ? [] : [figure.share]));
  const [low, high] = classEnds(shares);
  return drawn.map((street): MapStreet => {
    const { id, boundary, figure, side } = street;
    const name = streetName(street, language);
    const place = { id, boundary, name, to: `/waves/${waveId}/streets/${id}`, chosen: false };
    if (isWithheld(figure)) {
      const label = t("map.labelNone", { name });
      return { ...place, amount: 0, figure: "–", attention: false, label, missing: true };
    }
    const apart = t(`side.${side}`);
    return {
      ...place,
      amount: (figure.share - low) / (high - low),
      figure: formatPoints(figure.share, language),
      below: `± ${formatPoints(halfWidth(figure), language)}`,
      attention: figure.flags.length > 0,
      label: t("map.label", { name, share: formatShare(figure, language), apart }),
      hatched: side === 0,
    };
  });
}

/** Round ends that hold the shares, for five classes of the same width. */
export function classEnds(shares: readonly number[]): [low: number, high: number] {
  if (shares.length === 0) return [0, 20];
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const [low = 0, high = 20] = scaleLinear([least, most > least ? most : least + 0.1], [0, 1])
    .nice(5)
    .domain();
  return [low, high];
}
