import { useTranslation } from "react-i18next";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";

/** Says that a page is shown under the turned-round rule, which is a check and not the result. */
export function DontKnowNote({ view }: { view: Pick<WaveEstimatesView, "dontKnow"> }) {
  const { t } = useTranslation("waves");
  if (view.dontKnow === "sheet") return null;
  return <p className="note note-attention mt-4 max-w-[800px]">{t("results.dontKnow.other")}</p>;
}
