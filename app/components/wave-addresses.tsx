import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AddressCode } from "./address-code.tsx";
import { ReachNotes } from "./reach-notes.tsx";

/** Where tablets and citizens go, to scan from the office wall or a poster, and what still stands in the way. */
export function WaveAddresses({ origin, slugs }: { origin: string; slugs: readonly string[] }) {
  const { t } = useTranslation(["waves", "tablets"]);
  return (
    <section className="mt-8 max-w-[800px]">
      <h2>{t("addresses.title")}</h2>
      <ReachNotes origin={origin} />
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
