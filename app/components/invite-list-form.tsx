import { Form } from "@remix-run/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { DistrictAreas } from "#app/people/list-areas.server.ts";
import { type LineProblem, MOST_INVITED } from "#app/people/read-invitees.ts";
import type { Role } from "#db/schema/people.ts";
import { AreaField, RoleField } from "./person-form.tsx";
import { FieldError } from "./text-field.tsx";

interface InviteListFormProps {
  roles: readonly Role[];
  areas: readonly DistrictAreas[];
  problems: readonly string[];
  lines: readonly LineProblem[];
  values: Record<string, string>;
}

/** Many people at once, typed or pasted, all of one role in one place. */
export function InviteListForm({ roles, areas, problems, lines, values }: InviteListFormProps) {
  const id = useId();
  const { t } = useTranslation("people");
  const wrong = problems.find((problem) => problem === "nobody" || problem === "many");
  const isWrong = lines.length > 0 || wrong !== undefined;
  return (
    <Form
      method="post"
      action="/people/invitations"
      noValidate
      className="mt-4 grid max-w-[480px] grid-cols-[minmax(0,1fr)] gap-6"
    >
      <input type="hidden" name="intent" value="many" />
      <div>
        <label htmlFor={id} className="block font-semibold">
          {t("invite.people")}
        </label>
        <p id={`${id}-hint`} className="text-ink-soft">
          {t("invite.peopleHint", { most: MOST_INVITED })}
        </p>
        <textarea
          id={id}
          name="people"
          rows={8}
          className="input mt-1 font-mono"
          defaultValue={values.people}
          autoComplete="off"
          spellCheck={false}
          wrap="off"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-hint ${id}-error` : `${id}-hint`}
        />
        <div id={`${id}-error`}>
          {wrong ? (
            <FieldError id={`${id}-all`} error={t(`problem.${wrong}`, { most: MOST_INVITED })} />
          ) : null}
          {lines.length > 0 ? (
            <ul className="mt-1 grid gap-1">
              {lines.map(({ line, problem, text, other }) => (
                <li key={line}>
                  <FieldError
                    id={`${id}-${line}`}
                    error={t("problem.line", {
                      line,
                      problem: t(`problem.lines.${problem}`, { text, other }),
                    })}
                  />
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
      <RoleField
        roles={roles}
        value={values.role ?? "volunteer"}
        error={problems.includes("role") ? t("problem.role") : null}
      />
      <AreaField
        areas={areas}
        value={values.where ?? "city"}
        error={problems.includes("where") ? t("problem.where") : null}
      />
      <p>
        <button className="button">{t("invite.manySubmit")}</button>
      </p>
    </Form>
  );
}
