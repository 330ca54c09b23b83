import { useState } from "react";
import { useTranslation } from "react-i18next";

interface DownloadToolbarProps<Format extends string> {
  formats: readonly Format[];
  /** What the files hold, in a few words: every button's name ends with it. */
  of: string;
  download: (format: Format) => Promise<void>;
}

/** Buttons that save files which are made in the browser. */
export function DownloadToolbar<Format extends string>({
  formats,
  of,
  download,
}: DownloadToolbarProps<Format>) {
  const { t } = useTranslation("charts");
  const [busy, setBusy] = useState<Format | null>(null);
  const [failed, setFailed] = useState<Format | null>(null);
  const start = async (format: Format) => {
    if (busy) return;
    setBusy(format);
    setFailed(null);
    try {
      await download(format);
    } catch {
      setFailed(format);
    }
    setBusy(null);
  };
  return (
    <div className="no-print mt-2">
      <div role="group" aria-label={t("downloads", { of })} className="-ml-2 flex flex-wrap gap-x-2">
        {formats.map((format) => (
          <button
            key={format}
            type="button"
            className="quiet min-w-[44px] justify-center text-[0.875rem] text-accent! underline underline-offset-4"
            aria-label={t("download", { format: format.toUpperCase(), of })}
            aria-busy={busy === format}
            onClick={() => void start(format)}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </div>
      <p role="alert" className="text-stop">
        {failed ? t("failed", { format: failed.toUpperCase() }) : null}
      </p>
    </div>
  );
}
