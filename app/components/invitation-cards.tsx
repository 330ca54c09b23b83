import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import type { InvitationCard } from "#app/people/make-links.server.ts";
import { formatMoment } from "#app/present/format-share.ts";
import { localName, type Named } from "#app/present/local-name.ts";
import { postText } from "#app/present/post-text.ts";
import { LANGUAGES } from "#surveys/vocabulary.ts";
import { CopyButton } from "./copy-button.tsx";
import { QrCode } from "./qr-code.tsx";

interface InvitationCardsProps {
  cards: readonly SerializeFrom<InvitationCard>[];
  city: Named;
  timeZone: string;
}

/**
 * Cards to print and cut out, in both languages: who reads them has not chosen one yet, and they are shown only once.
 */
export function InvitationCards({ cards, city, timeZone }: InvitationCardsProps) {
  const { i18n, t } = useTranslation("invite");
  return (
    <ul className="invitation-cards">
      {cards.map(({ id, purpose, name, login, roles, expiresAt, link }) => (
        <li key={id} className="invitation-card">
          <div>
            <p className="invitation-name">{name}</p>
            {LANGUAGES.map((language) => {
              const say = i18n.getFixedT(language, "invite");
              return (
                <div key={language} lang={language} className="invitation-part">
                  <p>
                    {roles.length > 0
                      ? roles
                          .map((role) => postText(role, say, language))
                          .join(language === "en" ? "; " : "；")
                      : localName(city, language)}
                  </p>
                  <p>
                    {say(`card.${purpose}`)}
                    {language === "en" ? " " : ""}
                    {say("card.until", { until: formatMoment(expiresAt, language, timeZone) })}
                  </p>
                </div>
              );
            })}
          </div>
          <figure>
            <QrCode content={link} label={t("card.code", { name })} className="invitation-code" />
            <figcaption>
              {LANGUAGES.map((language) => (
                <span key={language} lang={language}>
                  {i18n.getFixedT(language, "invite")("card.login")}{" "}
                </span>
              ))}
              <strong>{login}</strong>
            </figcaption>
          </figure>
          <p className="invitation-link">{link}</p>
          <CopyButton text={link} whose={name} />
        </li>
      ))}
    </ul>
  );
}
