import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface TabletTableProps {
  tablets: {
    deviceId: string;
    userId: string;
    name: string;
    lastSeenAt: Date | string | null;
    renewalUntil: Date | string;
  }[];
  timeZone: string;
}

/** Who is signed in by PIN on which tablet, and the way to end that. */
export function TabletTable({ tablets, timeZone }: TabletTableProps) {
  const { t } = useTranslation("tablets");
  const language = useLanguage();
  const moment = (at: Date | string) => formatMoment(at, language, timeZone);
  if (tablets.length === 0) return <p className="mt-4">{t("renewal.none")}</p>;
  return (
    <Form method="post" className="relative mt-4 overflow-x-auto">
      <table className="yearbook yearbook-words yearbook-stack">
        <caption className="sr-only">{t("renewal.title")}</caption>
        <thead>
          <tr>
            {(["person", "tablet", "seen", "until"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`renewal.${column}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {tablets.map(({ deviceId, userId, name, lastSeenAt, renewalUntil }) => (
            <tr key={`${userId} ${deviceId}`}>
              <th scope="row">{name}</th>
              <td className="font-mono" data-label={t("renewal.tablet")}>
                {deviceId.slice(-6)}
              </td>
              <td data-label={t("renewal.seen")}>{lastSeenAt ? moment(lastSeenAt) : t("renewal.notYet")}</td>
              <td data-label={t("renewal.until")}>{moment(renewalUntil)}</td>
              <td>
                <button className="button button-plain" name="revoke" value={`${userId} ${deviceId}`}>
                  {t("renewal.end")}
                  <span className="sr-only"> {name}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Form>
  );
}
