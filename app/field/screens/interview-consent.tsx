import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice } from "../field-device.ts";
import { readsPosition } from "../position.ts";
import { useDay } from "./use-field.ts";
import { useLocalName } from "#app/present/local-name.ts";

/** Who asks, that nobody has to answer, and whether the place is stored: to be read out before the first question. */
export function InterviewConsent() {
  const { t } = useTranslation("interview");
  const { work, user } = useDay();
  const localName = useLocalName();
  const [keepsPlace, setKeepsPlace] = useState<boolean | null>(null);
  useEffect(() => {
    let shown = true;
    void fieldDevice()
      .then(({ store }) => readsPosition(store, user.id))
      .then((allowed) => shown && setKeepsPlace(allowed === true && "geolocation" in navigator));
    return () => {
      shown = false;
    };
  }, [user.id]);
  return (
    <ul className="interview-consent" data-place={String(keepsPlace)}>
      <li>{t("consent.who", { city: localName(work.city), name: user.name })}</li>
      <li>{t("consent.voluntary")}</li>
      <li>{t(keepsPlace ? "consent.place" : "consent.noPlace")}</li>
    </ul>
  );
}
