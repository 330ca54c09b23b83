import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** How much of a wave waits in quarantine, leading there; nothing when nothing does. */
export function QuarantineLink({ waveId, count }: { waveId: string; count: number }) {
  const { t } = useTranslation("waves");
  if (count === 0) return null;
  return (
    <Link
      to={`/fieldwork/${waveId}/quarantine`}
      className="inline-flex min-h-[44px] items-center gap-2 text-amber hover:text-ink"
    >
      <span aria-hidden="true">▲</span>
      {t("quarantine.link", { count })}
    </Link>
  );
}
