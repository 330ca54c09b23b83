import { useTranslation } from "react-i18next";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";

interface NonProbabilityNoteProps {
  view: Pick<WaveEstimatesView, "interceptRule">;
  /** What it stands beside. */
  of: "headline" | "method" | "streets" | "items";
}

/** Says wherever an intercept figure shows that its people were chosen by quota, and what its interval rests on then. */
export function NonProbabilityNote({ view, of }: NonProbabilityNoteProps) {
  const { t } = useTranslation("waves");
  if (view.interceptRule !== "quota") return null;
  return (
    <p className="note note-attention mt-4 max-w-[800px]" data-non-probability={of}>
      <span aria-hidden="true">▲ </span>
      {t(`nonProbability.${of}`)}
    </p>
  );
}
