import { useTranslation } from "react-i18next";

/** Why a figure should be read with care, in words. */
export function FlagWords({ flags }: { flags: readonly string[] }) {
  const { t } = useTranslation("waves");
  if (flags.length === 0) return null;
  return (
    <ul className="text-[0.875rem] text-amber">
      {flags.map((flag) => (
        <li key={flag}>
          <span aria-hidden="true">▲ </span>
          {t(`results.flag.${flag}`)}
        </li>
      ))}
    </ul>
  );
}
