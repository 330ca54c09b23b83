import { Form } from "@remix-run/react";
import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { postText } from "#app/present/post-text.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Invitation } from "#db/queries/read-invitations.ts";

interface InvitationTableProps {
  invitations: readonly SerializeFrom<Invitation>[];
  timeZone: string;
}

/** Links that nobody has used yet, with what can be done about them. */
export function InvitationTable({ invitations, timeZone }: InvitationTableProps) {
  const { t } = useTranslation("people");
  const { t: tInvite } = useTranslation("invite");
  const language = useLanguage();
  return (
    <section className="mt-8">
      <h2>{t("invitations.title")}</h2>
      {invitations.length === 0 ? (
        <p className="mt-2 text-ink-soft">{t("invitations.none")}</p>
      ) : (
        <div className="relative mt-4 overflow-x-auto">
          <table className="yearbook yearbook-words yearbook-stack [&_td]:align-middle [&_tbody_th]:align-middle">
            <caption className="sr-only">{t("invitations.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("table.name")}</th>
                <th scope="col">{t("table.login")}</th>
                <th scope="col">{t("invitations.what")}</th>
                <th scope="col">{t("invitations.until")}</th>
                <th scope="col">{t("table.change")}</th>
              </tr>
            </thead>
            <tbody>
              {invitations.map(({ id, purpose, name, login, roles, expiresAt, state }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td data-label={t("table.login")}>{login}</td>
                  <td>
                    {purpose === "password"
                      ? t("invitations.password")
                      : roles.map((role) => postText(role, tInvite, language)).join("\n")}
                  </td>
                  <td data-label={t("invitations.until")}>
                    {formatMoment(expiresAt, language, timeZone)}
                    {state === "expired" ? (
                      <strong className="block text-amber">{t("invitations.expired")}</strong>
                    ) : null}
                  </td>
                  <td>
                    <Form
                      method="post"
                      action="/people?index"
                      className="-mx-2 flex flex-wrap gap-2 sm:flex-nowrap"
                    >
                      <input type="hidden" name="invitation" value={id} />
                      <button
                        name="intent"
                        value="renew"
                        formAction="/people/invitations"
                        className="quiet min-h-[48px] whitespace-nowrap"
                      >
                        {t("invitations.renew")}
                        <span className="sr-only"> {name}</span>
                      </button>
                      <button name="intent" value="cancel" className="quiet min-h-[48px] whitespace-nowrap">
                        {t("invitations.cancel")}
                        <span className="sr-only"> {name}</span>
                      </button>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
