import { Form } from "@remix-run/react";
import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { NewPasswordField } from "#app/components/new-password-field.tsx";
import { formatMoment } from "#app/present/format-share.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { postText } from "#app/present/post-text.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Invitation } from "#db/queries/read-invitations.ts";

export type PasswordProblem = "short" | "long";

interface ShownInvitation extends Omit<Invitation, "id" | "state"> {
  city: Named;
  timeZone: string;
  /** Who else is signed in on this device. */
  other: string | null;
  shortest: number;
}

interface AcceptFormProps {
  invitation: SerializeFrom<ShownInvitation>;
  problem: PasswordProblem | null;
}

const FIELD = "password";

/** Who invites to what, and the one thing that is asked. */
export function AcceptForm({ invitation, problem }: AcceptFormProps) {
  const { purpose, login, name, roles, by, city, expiresAt, timeZone, other, shortest } = invitation;
  const { t } = useTranslation("invite");
  const language = useLanguage();
  const localName = useLocalName();
  const error = problem ? t(`problem.${problem}`, { shortest }) : null;
  const said = {
    name,
    post: roles.map((role) => postText(role, t, language)).join("\n"),
    login,
    until: formatMoment(expiresAt, language, timeZone),
  };
  return (
    <>
      {error ? (
        <div role="alert" className="note note-stop">
          <p className="font-semibold">{t("problem.summary")}</p>
          <a className="inline-flex min-h-[48px] items-center" href={`#${FIELD}`}>
            {error}
          </a>
        </div>
      ) : null}
      <h1>{t("title")}</h1>
      <p>{t(`${purpose}.lead`, { by, city: localName(city) })}</p>
      <dl className="invited">
        {(["name", "post", "login", "until"] as const).map((key) => (
          <div key={key}>
            <dt>{t(`who.${key}`)}</dt>
            <dd>{said[key]}</dd>
          </div>
        ))}
      </dl>
      {other ? <p className="note note-attention">{t("other", { name: other })}</p> : null}
      <Form method="post" noValidate className="mt-2 grid gap-6">
        {/* For whatever keeps passwords. */}
        <input hidden readOnly name="login" autoComplete="username" value={login} />
        <NewPasswordField id={FIELD} shortest={shortest} error={error} />
        <p>{t("keep")}</p>
        <button className="button">{t(`${purpose}.submit`)}</button>
      </Form>
    </>
  );
}
