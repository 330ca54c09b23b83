import { useTranslation } from "react-i18next";

/** What stands in the way of whoever scans an address of this site. */
export function ReachNotes({ origin }: { origin: string }) {
  const { t } = useTranslation("waves");
  const { protocol, hostname } = new URL(origin);
  const onlyHere = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (onlyHere)
    return <p className="no-print note note-attention mt-2 max-w-[800px]">{t("addresses.onlyHere")}</p>;
  if (protocol !== "http:") return null;
  return <p className="no-print note note-attention mt-2 max-w-[800px]">{t("addresses.notSecure")}</p>;
}
