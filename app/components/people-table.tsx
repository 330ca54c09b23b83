import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useLocalName } from "#app/present/local-name.ts";
import type { Person } from "#db/queries/list-people.ts";

interface PeopleTableProps {
  people: readonly Person[];
  /** The reader, who is not locked out by their own hand. */
  self: string;
}

/** Who is there, as what, and where. */
export function PeopleTable({ people, self }: PeopleTableProps) {
  const { t } = useTranslation("people");
  const localName = useLocalName();
  return (
    <div className="relative mt-4 overflow-x-auto">
      <table className="yearbook yearbook-words yearbook-stack [&_td]:align-middle [&_tbody_th]:align-middle">
        <thead>
          <tr>
            <th scope="col">{t("table.login")}</th>
            <th scope="col">{t("table.name")}</th>
            <th scope="col">{t("table.roles")}</th>
            <th scope="col">{t("table.state")}</th>
            <th scope="col">{t("table.change")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ userId, login, name, roles, disabled }) => (
            <tr key={userId}>
              <th scope="row">{login}</th>
              <td>{name}</td>
              <td>
                {roles.length === 0
                  ? t("table.noRole")
                  : roles
                      .map(({ role, area }) =>
                        t("table.roleIn", {
                          role: t(`role.${role}`),
                          area: area ? localName(area) : t("wholeCity"),
                        }),
                      )
                      .join("\n")}
              </td>
              <td>{t(disabled ? "table.disabled" : "table.active")}</td>
              <td>
                {userId === self ? (
                  t("table.self")
                ) : (
                  <Form
                    method="post"
                    action="/people?index"
                    className="-mx-2 flex flex-wrap gap-2 sm:flex-nowrap"
                  >
                    <input type="hidden" name="userId" value={userId} />
                    {disabled ? null : (
                      <button
                        name="intent"
                        value="password"
                        formAction="/people/invitations"
                        className="quiet min-h-[48px] whitespace-nowrap"
                      >
                        {t("passwordLink")}
                        <span className="sr-only"> {name}</span>
                      </button>
                    )}
                    <button
                      name="intent"
                      value={disabled ? "enable" : "disable"}
                      className="quiet min-h-[48px] whitespace-nowrap"
                    >
                      {t(disabled ? "enable" : "disable")}
                      <span className="sr-only"> {name}</span>
                    </button>
                    <button name="intent" value="password" className="quiet min-h-[48px] whitespace-nowrap">
                      {t("newPassword")}
                      <span className="sr-only"> {name}</span>
                    </button>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
