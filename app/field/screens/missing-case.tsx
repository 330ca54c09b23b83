import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

export function MissingCase({ what = "case" }: { what?: "case" | "interview" }) {
  const { t } = useTranslation("field");
  return (
    <section className="field-card">
      <h1>{t(what === "case" ? "case.missing" : "interview.none")}</h1>
      <p>{t(what === "case" ? "case.missingText" : "interview.noneText")}</p>
      <Link className="button" to="/field">
        {t("toList")}
      </Link>
    </section>
  );
}

/** What is recorded in a wave that is not open goes to quarantine: better known beforehand. */
export function WaveNotice({ status }: { status: string | undefined }) {
  const { t } = useTranslation("field");
  return status === "open" ? null : <p className="note note-attention">{t("wave.notOpen")}</p>;
}
