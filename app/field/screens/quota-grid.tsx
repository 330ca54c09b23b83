import { useState } from "react";
import { useTranslation } from "react-i18next";
import { QUOTA_CELLS, quotaKey, type QuotaCounts, type QuotaKey } from "#surveys/fieldwork/quota-cells.ts";

interface QuotaGridProps {
  left: QuotaCounts;
  /** Somebody of an open cell is willing. */
  onOpen: () => void;
  /** Somebody of a full cell was spoken to, and thanked. */
  onScreened: () => void;
}

/** Who is still wanted: one tap on an open cell starts the interview, on a full one says to thank the person. */
export function QuotaGrid({ left, onOpen, onScreened }: QuotaGridProps) {
  const { t } = useTranslation("field");
  const [full, setFull] = useState<QuotaKey | null>(null);
  const cells = [...QUOTA_CELLS].sort((a, b) => a.sex.localeCompare(b.sex));
  return (
    <div role="group" aria-label={t("quota.who")}>
      <p className="field-legend">{t("quota.who")}</p>
      <div className="grid grid-cols-3 gap-2">
        {cells.map((cell) => {
          const key = quotaKey(cell);
          return (
            <button
              key={key}
              type="button"
              data-cell={key}
              className={`button ${left[key] > 0 ? "" : "button-plain"} field-choice min-h-[64px]`}
              onClick={() => (left[key] > 0 ? onOpen() : setFull(key))}
            >
              <span>
                {t(`roster.${cell.sex}`)} {cell.ageBand.replace("-", "–")}
                <span className="block">
                  {left[key] > 0 ? t("quota.left", { count: left[key] }) : t("quota.full")}
                </span>
              </span>
            </button>
          );
        })}
      </div>
      {full && left[full] === 0 ? (
        <div className="note note-attention mt-2 grid gap-2" role="alert">
          <p className="font-semibold">{t("quota.thank")}</p>
          <button type="button" className="button button-plain field-big" onClick={onScreened}>
            {t("quota.screened")}
          </button>
        </div>
      ) : null}
    </div>
  );
}
