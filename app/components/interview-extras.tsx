import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";

interface InterviewExtrasProps {
  /** The interviewer's own words, if there are any. */
  notes: string | null;
  photos: readonly { id: string; takenAt: string | Date }[];
  waveId: string;
  responseId: string;
  timeZone: string;
}

/** What an interviewer left beside the answers: notes, and photos of what should be fixed. */
export function InterviewExtras({ notes, photos, waveId, responseId, timeZone }: InterviewExtrasProps) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  if (!notes && photos.length === 0) return null;
  return (
    <section className="mt-8 max-w-[800px]">
      {notes ? (
        <>
          <h3>{t("one.notes")}</h3>
          <p className="mt-2 whitespace-pre-line">{notes}</p>
        </>
      ) : null}
      {photos.length > 0 ? (
        <>
          <h3 className={notes ? "mt-6" : ""}>{t("one.photos")}</h3>
          <ul className="mt-2 grid gap-4 sm:grid-cols-2 md:grid-cols-3">
            {photos.map(({ id, takenAt }, i) => {
              const address = `/fieldwork/${waveId}/interviews/${responseId}/photos/${id}`;
              const caption = t("one.photo", {
                number: i + 1,
                when: formatMoment(takenAt, language, timeZone),
              });
              return (
                <li key={id}>
                  <a href={address} target="_blank" rel="noreferrer" className="block">
                    <img src={address} alt={caption} loading="lazy" className="w-full border border-line" />
                  </a>
                  <p className="mt-1 text-ink-soft" aria-hidden="true">
                    {caption}
                  </p>
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
    </section>
  );
}
