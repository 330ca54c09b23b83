import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AddressCode } from "./address-code.tsx";

/** Where tablets and citizens go, to scan from the office wall or a poster, and what still stands in the way. */
export function WaveAddresses({ origin, slugs }: { origin: string; slugs: readonly string[] }) {
  const { t } = useTranslation(["waves", "tablets"]);
  const { protocol, hostname } = new URL(origin);
  const onlyHere = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return (
    <section className="mt-8 max-w-[800px]">
      <h2>{t("addresses.title")}</h2>
      {onlyHere ? <p className="note note-attention mt-2">{t("addresses.onlyHere")}</p> : null}
      {!onlyHere && protocol === "http:" ? (
        <p className="note note-attention mt-2">{t("addresses.notSecure")}</p>
      ) : null}
      <div className="mt-4 flex flex-wrap gap-8">
        <AddressCode address={`${origin}/field`} title={t("addresses.field")} />
        {slugs.map((slug) => (
          <AddressCode key={slug} address={`${origin}/s/${slug}`} title={t("addresses.online")} />
        ))}
      </div>
      <p className="no-print mt-4">
        <Link className="inline-flex min-h-[44px] items-center" to="/fieldwork/tablets">
          {t("tablets:code.title")}
        </Link>
      </p>
    </section>
  );
}
