import { formText } from "#app/present/form-text.ts";
import type { EventFields } from "#db/queries/write-event.ts";
import { DIMENSIONS } from "#surveys/scoring-sheet.ts";

/** Names of the fields that a person has to put right. */
export type EventErrors = Partial<Record<"happenedOn" | "nameZh", string>>;

const LONGEST = 80;
const FIRST = "2000-01-01";
const LAST = "2100-01-01";

/** An event as it was filled in. Where only one language has a name, the other shows the same. */
export function readEventForm(form: FormData): { fields: EventFields; errors: EventErrors } {
  const [zh, en] = [formText(form, "nameZh"), formText(form, "nameEn")];
  const happenedOn = formText(form, "happenedOn");
  const dimension = formText(form, "dimension");
  const errors: EventErrors = {};
  const time = Date.parse(`${happenedOn}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(happenedOn) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(happenedOn);
  if (!isDay || happenedOn < FIRST || happenedOn >= LAST) errors.happenedOn = "day";
  if (zh === "" && en === "") errors.nameZh = "name";
  else if (zh.length > LONGEST || en.length > LONGEST) errors.nameZh = "long";
  return {
    fields: {
      streetId: formText(form, "street") || null,
      happenedOn,
      nameZh: zh || en,
      nameEn: en || zh,
      dimension: DIMENSIONS.find((each) => each === dimension) ?? null,
    },
    errors,
  };
}
