import { Form } from "@remix-run/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { DistrictAreas } from "#app/people/list-areas.server.ts";
import type { PersonProblem } from "#app/people/read-person.ts";
import { useLocalName } from "#app/present/local-name.ts";
import type { Role } from "#db/schema/people.ts";
import { SelectField } from "./select-field.tsx";
import { FieldError, TextField } from "./text-field.tsx";

interface PersonFormProps {
  /** Whether the person chooses the password by a link, or gets a first one on paper. */
  by: "link" | "password";
  roles: readonly Role[];
  areas: readonly DistrictAreas[];
  problems: readonly PersonProblem[];
  values: Record<string, string>;
}

/** Who is to be invited or added, as what, and where. */
export function PersonForm({ by, roles, areas, problems, values }: PersonFormProps) {
  const { t } = useTranslation("people");
  const error = (...names: PersonProblem[]) => {
    const found = names.find((name) => problems.includes(name));
    return found ? t(`problem.${found}`) : null;
  };
  const isLink = by === "link";
  return (
    <Form
      method="post"
      action={isLink ? "/people/invitations" : "/people?index"}
      noValidate
      className="mt-4 grid max-w-[480px] gap-6"
    >
      <input type="hidden" name="intent" value={isLink ? "one" : "add"} />
      <TextField
        name="name"
        label={t("add.name")}
        defaultValue={values.name}
        error={error("name")}
        autoComplete="off"
      />
      <TextField
        name="login"
        label={t("add.login")}
        hint={t(isLink ? "invite.loginHint" : "add.loginHint")}
        defaultValue={values.login}
        error={error("login", "taken", "invited")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <RoleField roles={roles} value={values.role ?? "volunteer"} error={error("role")} />
      <AreaField areas={areas} value={values.where ?? "city"} error={error("where")} />
      <p>
        <button className="button">{t(isLink ? "invite.oneSubmit" : "add.submit")}</button>
      </p>
    </Form>
  );
}

interface RoleFieldProps {
  roles: readonly Role[];
  value: string;
  error: string | null;
}

export function RoleField({ roles, value, error }: RoleFieldProps) {
  const { t } = useTranslation("people");
  const options = roles.map((role) => ({ value: role, label: t(`role.${role}`) }));
  return (
    <SelectField name="role" label={t("add.role")} defaultValue={value} options={options} error={error} />
  );
}

interface AreaFieldProps {
  areas: readonly DistrictAreas[];
  value: string;
  error: string | null;
}

export function AreaField({ areas, value, error }: AreaFieldProps) {
  const id = useId();
  const { t } = useTranslation("people");
  const localName = useLocalName();
  return (
    <div>
      <label htmlFor={id} className="block font-semibold">
        {t("add.where")}
      </label>
      <select
        id={id}
        name="where"
        defaultValue={value}
        className="input mt-1"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      >
        <option value="city">{t("wholeCity")}</option>
        {areas.map((district) => (
          <optgroup key={district.id} label={localName(district)}>
            <option value={`district:${district.id}`}>
              {t("wholeDistrict", { district: localName(district) })}
            </option>
            {district.streets.map((street) => (
              <option key={street.id} value={`street:${street.id}`}>
                {localName(street)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
