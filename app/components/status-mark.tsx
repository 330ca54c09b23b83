import { useTranslation } from "react-i18next";
import type { WaveStatus } from "#db/schema/waves.ts";

const SHAPES: Record<WaveStatus, string> = {
  draft: "border border-line-strong",
  drawn: "border-2 border-accent",
  open: "bg-accent",
  closed: "bg-line-strong",
  published: "bg-ink",
};

/** The state of a wave as a word with a mark before it; never the colour alone. */
export function StatusMark({ status }: { status: WaveStatus }) {
  const { t } = useTranslation("waves");
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className={`inline-block size-3 rounded-full ${SHAPES[status]}`} />
      {t(`status.${status}`)}
    </span>
  );
}
