import { useTranslation } from "react-i18next";
import { AddressCode } from "#app/components/address-code.tsx";

/** What does not work on plain http, and where it would. */
export default function InsecureAddress() {
  const { t } = useTranslation("field");
  return (
    <section className="field-card [&_a]:min-h-12" data-insecure>
      <h2>{t("device.insecure")}</h2>
      <p>{t("device.insecureText")}</p>
      <p>{t("device.insecureHow")}</p>
      <AddressCode
        address={`https://${window.location.hostname}/field`}
        title={t("device.insecureAddress")}
      />
    </section>
  );
}
