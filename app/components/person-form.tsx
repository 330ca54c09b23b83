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
  roles: readonly Role[];
  areas: readonly DistrictAreas[];
  problems: readonly PersonProblem[];
  values: Record<string, string>;
}

/** Who is to be added, as what, and where. */
export function PersonForm({ roles, areas, problems, values }: PersonFormProps) {
  const { t } = useTranslation("people");
  const error = (...names: PersonProblem[]) => {
    const found = names.find((name) => problems.includes(name));
    return found ? t(`problem.${found}`) : null;
  };
  return (
    <Form method="post" action="/people?index" noValidate className="mt-4 grid max-w-[480px] gap-6">
      <input type="hidden" name="intent" value="add" />
      <TextField
        name="login"
        label={t("add.login")}
        hint={t("add.loginHint")}
        defaultValue={values.login}
        error={error("login", "taken")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name="name"
        label={t("add.name")}
        defaultValue={values.name}
        error={error("name")}
        autoComplete="off"
      />
      <SelectField
        name="role"
        label={t("add.role")}
        defaultValue={values.role ?? "volunteer"}
        options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        error={error("role")}
      />
      <AreaField areas={areas} value={values.where ?? "city"} error={error("where")} />
      <p>
        <button className="button">{t("add.submit")}</button>
      </p>
    </Form>
  );
}

interface AreaFieldProps {
  areas: readonly DistrictAreas[];
  value: string;
  error: string | null;
}

function AreaField({ areas, value, error }: AreaFieldProps) {
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
