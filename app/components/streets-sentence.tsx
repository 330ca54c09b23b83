import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreets } from "#app/analyst/read-streets.server.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { usePlaceWords } from "#app/present/use-place-words.ts";

/** More names than this are no sentence. */
const MOST_NAMED = 6;

/** What the streets' shares say and do not say: who differs from the district, who leads, who is tied. */
export function StreetsSentence({ page: { streets, ranks, view } }: { page: AnalysedStreets }) {
  const { t } = useTranslation("streets");
  const language = useLanguage();
  const place = usePlaceWords();
  const given = streets.filter(({ figure }) => !isWithheld(figure));
  if (given.length === 0) return <>{t("sentence.none")}</>;
  if (given.length === 1) return <>{t("sentence.one")}</>;
  const count = (side: number) => given.filter((street) => street.side === side).length;
  const districtSentence = isWithheld(view.overall)
    ? t("sentence.districtNone")
    : t("sentence.district", { above: count(1), below: count(-1), rest: count(0) });
  const name = (id: string) =>
    streetName(
      streets.find((street) => street.id === id)!,
      language,
    );
  const sentences = [districtSentence];
  if (!isWithheld(ranks)) {
    const { top, bottom } = ranks;
    const group = (key: "top" | "bottom", ids: readonly string[]) => {
      const names = ids.map(name);
      const [first, last, count] = [names[0], names.at(-1), ids.length];
      return count > MOST_NAMED
        ? t(`sentence.${key}Many`, { count, first, last })
        : t(`sentence.${key}`, { count, names: new Intl.ListFormat(language).format(names) });
    };
    const leader = streets.find(({ id }) => id === top[0])!;
    if (top.length === given.length) sentences.push(t("sentence.all", { count: given.length }));
    else {
      sentences.push(
        t("sentence.leader", { name: name(leader.id), place: place(leader.rank!.ownSet, true) }),
      );
      if (top.length > 1) sentences.push(group("top", top));
      if (bottom.length > 1) sentences.push(group("bottom", bottom));
    }
  }
  return <>{sentences.join(language === "en" ? " " : "")}</>;
}
