import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Copies a text, where the browser lets a page do so: over HTTPS. */
export function CopyButton({ text, whose }: { text: string; whose: string }) {
  const { t } = useTranslation("people");
  const [isOffered, setOffered] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setOffered("clipboard" in navigator), []);
  if (!isOffered) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setOffered(false),
    );
  return (
    <button type="button" className="no-print button button-plain px-3" onClick={() => void copy()}>
      <span aria-live="polite">{t(isCopied ? "cards.copied" : "cards.copy")}</span>
      <span className="sr-only">{whose}</span>
    </button>
  );
}
