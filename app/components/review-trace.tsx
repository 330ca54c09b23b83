import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { listWords } from "#app/present/list-words.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Review } from "#db/queries/read-reviews.ts";
import { FLAG_CODES } from "#surveys/quality/flag-interviews.ts";

/** Everything that was decided on an interview, the latest first. */
export function ReviewTrace({ reviews, timeZone }: { reviews: readonly Review[]; timeZone: string }) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  return (
    <section className="mt-8">
      <h3>{t("one.trace")}</h3>
      {reviews.length === 0 ? <p className="mt-2 text-ink-soft">{t("one.traceEmpty")}</p> : null}
      <ol className="mt-2 grid gap-4">
        {[...reviews].reverse().map(({ id, decision, reason, flags, by, at }) => {
          const seen = FLAG_CODES.filter((code) => flags.includes(code)).map((code) => t(`flag.${code}`));
          const list = listWords(seen, language);
          return (
            <li key={id} className="border-l-4 border-line pl-4">
              <p className="font-semibold">{t(`decision.${decision}`)}</p>
              <p className="text-ink-soft">
                {t("one.traceLine", { when: formatMoment(at, language, timeZone), name: by })}
              </p>
              <p className="whitespace-pre-line">{reason}</p>
              {seen.length > 0 ? (
                <p className="text-ink-soft">{t("one.traceFlags", { flags: list })}</p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
