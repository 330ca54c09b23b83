import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Photo } from "../record-bodies.ts";
import { fitsInRecord } from "../record-size.ts";
import { takePhoto } from "../take-photo.ts";
import { MOST_PHOTOS } from "#surveys/fieldwork/photo-limits.ts";

interface InterviewPhotosProps {
  photos: readonly Photo[];
  /** What else will be in the record. */
  beside: unknown;
  onChange: (photos: Photo[]) => void;
}

type Trouble = "unreadable" | "tooMany" | "tooLarge";

/** Photos of what should be fixed: taken or chosen, made small on the device, at most three. */
export function InterviewPhotos({ photos, beside, onChange }: InterviewPhotosProps) {
  const { t } = useTranslation("interview");
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);

  const add = async (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    input.value = "";
    setTrouble(null);
    setBusy(true);
    let kept = [...photos];
    for (const file of chosen) {
      if (kept.length >= MOST_PHOTOS) setTrouble("tooMany");
      else {
        const photo = await takePhoto(file, new Date());
        if (!photo) setTrouble("unreadable");
        else if (!fitsInRecord([beside, ...kept, photo])) setTrouble("tooLarge");
        else kept = [...kept, photo];
      }
    }
    setBusy(false);
    if (kept.length > photos.length) onChange(kept);
  };
  const full = photos.length >= MOST_PHOTOS;
  return (
    <section className="interview-photos" aria-label={t("photos.title")} data-photos={photos.length}>
      <p className="field-legend">{t("photos.title")}</p>
      <p className="field-soft">{t("photos.hint", { most: MOST_PHOTOS })}</p>
      {photos.length > 0 ? (
        <ul className="interview-pictures">
          {photos.map((photo, i) => (
            <li key={photo.id}>
              <img src={`data:image/jpeg;base64,${photo.data}`} alt={t("photos.one", { number: i + 1 })} />
              <button
                type="button"
                className="button button-plain"
                aria-label={t("photos.removeOne", { number: i + 1 })}
                onClick={() => onChange(photos.filter(({ id }) => id !== photo.id))}
              >
                {t("photos.remove")}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {full ? null : (
        <div className="field-actions">
          <button type="button" className="button button-plain" onClick={() => camera.current?.click()}>
            {t("photos.take")}
          </button>
          <button type="button" className="button button-plain" onClick={() => files.current?.click()}>
            {t("photos.choose")}
          </button>
        </div>
      )}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ target }) => void add(target)}
      />
      <input
        ref={files}
        type="file"
        accept="image/*"
        multiple
        hidden
        data-photo-files
        onChange={({ target }) => void add(target)}
      />
      <p role="status">{busy ? t("photos.busy") : full ? t("photos.full", { most: MOST_PHOTOS }) : ""}</p>
      {trouble ? (
        <p role="alert" className="note note-stop">
          {t(`photos.${trouble}`, { most: MOST_PHOTOS })}
        </p>
      ) : null}
    </section>
  );
}
