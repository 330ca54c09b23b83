import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { TextField } from "./text-field.tsx";

export type DistrictProblem = "code" | "taken" | "nameZh" | "nameEn";

interface DistrictFormProps {
  problems: readonly DistrictProblem[];
  values: Record<string, string>;
}

/** Code and names of a new district. */
export function DistrictForm({ problems, values }: DistrictFormProps) {
  const { t } = useTranslation("frame");
  const error = (...names: DistrictProblem[]) => {
    const found = names.find((name) => problems.includes(name));
    return found ? t(`district.problem.${found}`) : null;
  };
  return (
    <Form method="post" action="/frame?index" noValidate className="mt-4 grid max-w-[480px] gap-6">
      <input type="hidden" name="intent" value="district" />
      <TextField
        name="code"
        label={t("district.code")}
        hint={t("district.codeHint")}
        defaultValue={values.code}
        error={error("code", "taken")}
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name="nameZh"
        lang="zh-CN"
        label={t("district.nameZh")}
        defaultValue={values.nameZh}
        error={error("nameZh")}
      />
      <TextField
        name="nameEn"
        lang="en"
        label={t("district.nameEn")}
        defaultValue={values.nameEn}
        error={error("nameEn")}
      />
      <p>
        <button className="button">{t("district.submit")}</button>
      </p>
    </Form>
  );
}
