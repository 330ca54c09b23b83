import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { LedgerItem } from "#app/ledger/ledger-items.server.ts";
import { LONGEST_LEDGER_WORDS } from "#app/ledger/ledger-words.ts";
import type { LedgerFormErrors } from "#app/ledger/read-ledger-form.ts";
import { useItemWords } from "#app/ledger/use-item-words.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { SelectField } from "./select-field.tsx";
import { TextArea } from "./text-area.tsx";
import { TextField } from "./text-field.tsx";

interface LedgerFormProps {
  /** The entry's, chosen beforehand. */
  id: string;
  streetId: string;
  responseId: string | null;
  communities: readonly (Named & { id: string })[];
  items: readonly LedgerItem[];
  today: string;
  values: Record<string, string>;
  errors: LedgerFormErrors;
}

/** A problem in the office's words, where it is, what it lowers, and by when it is to be put right. */
export function LedgerForm({
  id,
  streetId,
  responseId,
  communities,
  items,
  today,
  values,
  errors,
}: LedgerFormProps) {
  const { t } = useTranslation("ledger");
  const language = useLanguage();
  const localName = useLocalName();
  const itemWords = useItemWords();
  const error = (field: keyof LedgerFormErrors) => {
    const code = errors[field];
    return code ? t(`error.${code}`, { most: LONGEST_LEDGER_WORDS }) : null;
  };
  const label = (item: LedgerItem) =>
    item.title
      ? t("add.question", { of: itemWords(item.id), title: item.title[language === "en" ? "en" : "zh"] })
      : itemWords(item.id);
  return (
    <Form method="post" noValidate className="mt-6 grid max-w-[640px] gap-6">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="street" value={streetId} />
      <input type="hidden" name="response" value={responseId ?? ""} />
      <TextArea
        label={t("add.text")}
        hint={t(responseId ? "add.textOwnHint" : "add.textHint")}
        name="text"
        required
        maxLength={LONGEST_LEDGER_WORDS}
        defaultValue={values.text}
        error={error("text")}
      />
      <SelectField
        label={t("add.community")}
        name="community"
        defaultValue={values.community ?? ""}
        placeholder={t("add.notSaid")}
        options={communities.map((each) => ({ value: each.id, label: localName(each) }))}
        error={error("community")}
      />
      <SelectField
        label={t("add.item")}
        name="item"
        defaultValue={values.item ?? ""}
        placeholder={t("add.notSaid")}
        options={items.map((item) => ({ value: item.id, label: label(item) }))}
        error={error("item")}
      />
      <TextField
        type="date"
        label={t("add.dueOn")}
        hint={t("add.dueOnHint")}
        name="dueOn"
        min={today}
        defaultValue={values.dueOn}
        error={error("dueOn")}
      />
      <p className="flex flex-wrap gap-2">
        <button className="button">{t("add.submit")}</button>
        <Link to="/ledger" className="button button-plain">
          {t("add.cancel")}
        </Link>
      </p>
    </Form>
  );
}
