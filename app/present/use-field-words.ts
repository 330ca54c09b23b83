import { useTranslation } from "react-i18next";
import type { CaseDetails } from "#db/queries/read-case-details.ts";
import type { Choices } from "#surveys/read-choices.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { casePlace } from "./case-place.ts";
import { formatMoment, formatNumber } from "./format-share.ts";
import { localName, type Named } from "./local-name.ts";
import { useLanguage } from "./use-format.ts";

interface Context {
  timeZone: string;
  wording: { titles: Titles; choices: Choices };
  streetNames: Record<string, Named>;
  place: Pick<CaseDetails, "address" | "position" | "community" | "site" | "slot"> | null;
}

const MOMENTS = new Set(["receivedAt", "startedAt", "completedAt", "happenedAt", "appointmentAt"]);

interface Member {
  age?: unknown;
  sex?: unknown;
  residentHalfYear?: unknown;
}

/** Says in the reader's language what the fields of a record are called and what their values mean. */
export function useFieldWords({ timeZone, wording, streetNames, place }: Context) {
  const { t } = useTranslation(["cases", "field"]);
  const language = useLanguage();
  const q = (key: string, values = {}) => t(`cases:quarantine.${key}`, values);
  const known = (key: string, value: unknown) =>
    t(key, { defaultValue: typeof value === "string" ? value : JSON.stringify(value) });

  const label = ({ name, isAnswer }: { name: string; isAnswer: boolean }): string => {
    const title = isAnswer ? wording.titles[name] : undefined;
    if (title) return language === "en" ? title.en : title.zh;
    return t(`cases:quarantine.fields.${name}`, { defaultValue: name });
  };

  const answer = (name: string, value: unknown): string => {
    if (typeof value === "number") return String(value);
    const text = String(value);
    const choice = wording.choices[name]?.[text];
    if (choice) return language === "en" ? choice.en : choice.zh;
    if (name !== "residence") return text;
    const street = streetNames[text];
    return street ? localName(street, language) : text === "elsewhere" ? q("elsewhere") : text;
  };

  const person = ({ age, sex, residentHalfYear }: Member) =>
    q("member", {
      age: String(age),
      sex: q(sex === "female" ? "female" : "male"),
      resident: q(residentHalfYear === true ? "resident" : "notResident"),
    });

  const list = (name: string, values: readonly unknown[]): string => {
    if (name === "members") return values.map((each, i) => `${i + 1}. ${person(each as Member)}`).join("\n");
    if (name === "refusals") return formatNumber(values.length, language);
    if (name !== "findings") return JSON.stringify(values);
    return (values as { kind?: string; note?: string }[])
      .map(({ kind, note }) => `${known(`cases:quarantine.finding.${kind}`, kind)}${note ? `: ${note}` : ""}`)
      .join("\n");
  };

  const value = (name: string, given: unknown, isAnswer: boolean): string => {
    if (given === undefined || given === null || given === "") return q("absent");
    if (isAnswer) return answer(name, given);
    if (Array.isArray(given)) return list(name, given);
    if (typeof given === "number") {
      return name === "selected" ? `${given + 1}.` : formatNumber(given, language);
    }
    const text = typeof given === "string" ? given : JSON.stringify(given);
    if (MOMENTS.has(name) && !Number.isNaN(Date.parse(text))) return formatMoment(text, language, timeZone);
    switch (name) {
      case "caseId":
        return place ? casePlace(place, language, t) : text;
      case "mode":
        return known(`cases:quarantine.modes.${text}`, text);
      case "language":
        return known(`cases:quarantine.languages.${text}`, text);
      case "outcome":
        return known(`cases:outcome.${text}`, text);
      case "event":
        return known(`cases:event.${text}`, text);
      case "disposition":
        return `${known(`field:disposition.${text}`, text)} (${text})`;
      case "reason":
        return known(`field:reason.${text}`, text);
      default:
        return text;
    }
  };

  return { label, value };
}
