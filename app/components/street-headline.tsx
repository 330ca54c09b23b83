import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { AnalysedStreetPage } from "#app/analyst/read-street.server.ts";
import { formatProbability } from "#app/present/format-probability.ts";
import { formatDifference, formatNumber, formatPercent, formatPoints, formatShare, halfWidth } from "#app/present/format-share.ts"; // prettier-ignore
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { usePlaceWords } from "#app/present/use-place-words.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { AreaText } from "./area-text.tsx";
import { ChangeText } from "./change-text.tsx";
import { FlagWords } from "./flag-words.tsx";
import { RateText } from "./rate-text.tsx";

/** A street's share, large, with its place, its difference from the district, its change and what it rests on. */
export function StreetHeadline({ page }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation(["streets", "waves", "overview"]);
  const language = useLanguage();
  const { street, fieldwork } = page;
  const { figure } = street;
  return (
    <section aria-label={t("streets:street.facts")} className="mt-4">
      {isWithheld(figure) ? (
        <p className="note max-w-[640px]">{withheldSentence(figure, t)}</p>
      ) : (
        <p className="leading-none">
          <span className="text-[3rem] font-semibold">{formatPoints(figure.share, language)}</span>
          <span className="text-[1.5rem]">{` ± ${formatPoints(halfWidth(figure), language)}`}</span>
          <span className="text-[1.5rem] text-ink-soft"> {t("waves:results.of20")}</span>
        </p>
      )}
      <FlagWords flags={figure.flags} />
      <dl className="mt-4 grid border-t-2 border-ink sm:grid-cols-2 lg:grid-cols-3">
        <PlaceFact page={page} />
        <DifferenceFact page={page} />
        {page.previous ? <ChangeFact page={page} /> : null}
        <Fact name={t("streets:street.area")}>
          <AreaText area={street.area} />
          {isWithheld(page.areas) ? (
            <span className="block text-[0.875rem] text-ink-soft">{withheldSentence(page.areas, t)}</span>
          ) : null}
        </Fact>
        <Fact name={t("streets:street.response")}>
          {(["household", "intercept"] as const).map((mode) => (
            <span key={mode} className="block">
              {t(`waves:modeShort.${mode}`)} <RateText rate={fieldwork.responseRate[mode]} />
            </span>
          ))}
          <span className="block text-[0.875rem] text-ink-soft">{t("overview:response.means")}</span>
        </Fact>
        <Fact name={t("streets:street.online")}>{formatNumber(page.online, language)}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-b border-line py-3 pr-6">
      <dt className="text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function PlaceFact({ page: { street, placed, names, best, ranks } }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation(["streets", "waves", "overview"]);
  const language = useLanguage();
  const place = usePlaceWords();
  const { rank } = street;
  if (!rank)
    return (
      <Fact name={t("streets:table.place")}>{isWithheld(ranks) ? withheldSentence(ranks, t) : "–"}</Fact>
    );
  const tied = rank.tiedWith.map((id) => (language === "en" ? names[id]?.en : names[id]?.zh) ?? "");
  return (
    <Fact name={t("streets:table.place")}>
      <p className="font-semibold">
        {t("streets:street.place", { place: place(rank.ownSet, true), of: formatNumber(placed, language) })}
      </p>
      <p className="text-[0.875rem] text-ink-soft">
        {tied.length === 0
          ? t("streets:street.apart")
          : t("streets:street.tied", {
              count: tied.length,
              names: new Intl.ListFormat(language).format(tied),
            })}
      </p>
      <p className="text-[0.875rem] text-ink-soft">
        {`${t("streets:street.best", { best })} ${formatProbability(rank.bestProbability, language, t)}`}
      </p>
    </Fact>
  );
}

function DifferenceFact({ page: { street, view } }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation(["streets", "waves"]);
  const language = useLanguage();
  const { difference, side } = street;
  const district = isWithheld(view.overall) ? "–" : formatShare(view.overall, language);
  return (
    <Fact name={t("streets:street.districtLess", { district })}>
      {isWithheld(difference) ? (
        withheldSentence(difference, t)
      ) : (
        <>
          <p className="font-semibold">
            {`${formatDifference(difference.estimate, language)} ± ${formatPoints((difference.ci[1] - difference.ci[0]) / 2, language)}`}
          </p>
          <p className="text-[0.875rem] text-ink-soft">{t(`streets:side.${side}`)}</p>
        </>
      )}
    </Fact>
  );
}

function ChangeFact({ page: { street, previous, view } }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation(["streets", "overview"]);
  const language = useLanguage();
  const localName = useLocalName();
  const { change } = street;
  return (
    <Fact name={t("streets:street.change", { wave: localName(previous!) })}>
      {change ? <ChangeText change={change} /> : "–"}
      {change && !isWithheld(change) ? (
        <p className="text-[0.875rem] text-ink-soft">
          {t("overview:change.interval", {
            level: formatPercent(view.level, language).replace(".0", ""),
            low: formatDifference(change.interval[0], language),
            high: formatDifference(change.interval[1], language),
          })}
        </p>
      ) : null}
    </Fact>
  );
}
