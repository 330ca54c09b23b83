import { useTranslation } from "react-i18next";
import type { Overshoot } from "#app/fieldwork/quotas.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface QuotaOvershootProps {
  overshoot: readonly Overshoot[];
  people: Readonly<Record<string, string>>;
  streets: Readonly<Record<string, string>>;
}

/** Who interviewed beyond the quota, on which tablet. */
export function QuotaOvershoot({ overshoot, people, streets }: QuotaOvershootProps) {
  const { t } = useTranslation("quotas");
  const language = useLanguage();
  return (
    <section className="mt-10 max-w-[800px]">
      <h2>{t("overshoot.title")}</h2>
      <p className="mt-1 text-ink-soft">{t(overshoot.length > 0 ? "overshoot.lead" : "overshoot.none")}</p>
      {overshoot.length > 0 ? (
        <table className="yearbook mt-2">
          <caption className="sr-only">{t("overshoot.title")}</caption>
          <thead>
            <tr>
              <th scope="col" className="text-left!">
                {t("overshoot.volunteer")}
              </th>
              <th scope="col" className="text-left!">
                {t("overshoot.tablet")}
              </th>
              <th scope="col" className="text-left!">
                {t("overshoot.street")}
              </th>
              <th scope="col">{t("overshoot.interviews")}</th>
            </tr>
          </thead>
          <tbody>
            {overshoot.map(({ userId, deviceId, streetId, interviews }) => (
              <tr key={`${streetId} ${userId} ${deviceId}`}>
                <th scope="row">{(userId && people[userId]) ?? t("overshoot.unknown")}</th>
                <td className="text-left!">{deviceId ? deviceId.slice(-6) : "–"}</td>
                <td className="text-left!">{streets[streetId]}</td>
                <td>{formatNumber(interviews, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
