import { useState } from "react";
import { useTranslation } from "react-i18next";
import { restartWithNewer } from "../app-version.ts";

/** A newer version waits: it begins when the volunteer says so, never by itself under an open page. */
export function NewVersion() {
  const { t } = useTranslation("field");
  const [busy, setBusy] = useState(false);
  const restart = async () => setBusy((await restartWithNewer()) === "questionnaire-open");
  return (
    <div className="note field-notice" role="status" data-new-version>
      <p>{t("newVersion.text")}</p>
      {busy ? <p className="font-semibold">{t("newVersion.busy")}</p> : null}
      <button type="button" className="button" onClick={() => void restart()}>
        {t("newVersion.button")}
      </button>
    </div>
  );
}
