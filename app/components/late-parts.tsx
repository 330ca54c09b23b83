import { useTranslation } from "react-i18next";

/** In the place of a part of a page that is being computed for the first time. */
export function LateWaiting({ title }: { title: string }) {
  const { t } = useTranslation("losses");
  return (
    <section aria-busy="true">
      <h2>{title}</h2>
      <p role="status" className="mt-2 text-ink-soft">
        {t("late.waiting")}
      </p>
      <div aria-hidden="true" className="mt-4 grid max-w-[800px] gap-3">
        {[88, 72, 94, 60].map((width) => (
          <div
            key={width}
            className="h-4 rounded-box bg-line motion-safe:animate-pulse"
            style={{ width: `${width}%` }}
          />
        ))}
      </div>
    </section>
  );
}

/** The same when it took too long or failed: the rest of the page stands. */
export function LateFailure({ title }: { title: string }) {
  const { t } = useTranslation("losses");
  return (
    <section>
      <h2>{title}</h2>
      <p role="alert" className="note note-attention mt-2 max-w-[800px]">
        {t("late.failed")}
      </p>
    </section>
  );
}
