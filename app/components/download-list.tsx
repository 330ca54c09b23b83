import type { ReactNode } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

interface DownloadEntry {
  name: string;
  sentence: string;
  /** `opens`: shown in the browser instead of saved. */
  links: { label: string; to: string; opens?: boolean }[];
}

interface DownloadListProps {
  title: string;
  lead?: ReactNode;
  entries: DownloadEntry[];
}

/** Files with a sentence each, one under the other. */
export function DownloadList({ title, lead, entries }: DownloadListProps) {
  const { t } = useTranslation("data");
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead ? <div className="mt-2 max-w-[800px]">{lead}</div> : null}
      <ul className="mt-4 border-t-2 border-ink">
        {entries.map(({ name, sentence, links }) => (
          <li
            key={name}
            className="grid gap-x-8 gap-y-1 border-b border-line py-3 md:grid-cols-[176px_1fr_auto] md:items-baseline"
          >
            <h3 className="break-words">{name}</h3>
            <p className="max-w-[640px]">{sentence}</p>
            <p className="-ml-2 flex flex-wrap gap-x-2 md:justify-end">
              {links.map(({ label, to, opens }) => (
                <a
                  key={to}
                  href={to}
                  download={opens ? undefined : ""}
                  aria-label={t("download", { format: label, of: name })}
                  className="quiet min-w-[44px] justify-center text-accent! underline underline-offset-4"
                >
                  {label}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
