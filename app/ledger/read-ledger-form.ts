import { validate as isUuid } from "uuid";
import { formText } from "#app/present/form-text.ts";
import { readLedgerWords, type WordsProblem } from "./ledger-words.ts";

/** What may be chosen for an entry in a street. */
export interface LedgerChoices {
  communities: readonly { id: string }[];
  items: readonly { id: string }[];
  today: string;
}

export interface LedgerFields {
  id: string;
  communityId: string | null;
  item: string | null;
  text: string;
  dueOn: string | null;
}

/** Names of the fields that a person has to put right. */
export interface LedgerFormErrors {
  text?: WordsProblem;
  dueOn?: "day";
  community?: "choice";
  item?: "choice";
}

const LAST = "2100-01-01";

/** A new entry as it was filled in. @throws a Response of 400 without the id that the form carries */
export function readLedgerForm(
  form: FormData,
  { communities, items, today }: LedgerChoices,
): { fields: LedgerFields; errors: LedgerFormErrors } {
  const id = formText(form, "id");
  if (!isUuid(id)) throw new Response(null, { status: 400 });
  const { words, problem } = readLedgerWords(form, "text");
  const [community, item, dueOn] = [
    formText(form, "community"),
    formText(form, "item"),
    formText(form, "dueOn"),
  ];
  const isAmong = (offered: readonly { id: string }[], chosen: string) =>
    chosen === "" || offered.some((each) => each.id === chosen);
  const errors: LedgerFormErrors = {};
  if (problem) errors.text = problem;
  if (dueOn !== "" && !(isDay(dueOn) && dueOn >= today && dueOn < LAST)) errors.dueOn = "day";
  if (!isAmong(communities, community)) errors.community = "choice";
  if (!isAmong(items, item)) errors.item = "choice";
  const fields = {
    id,
    text: words,
    communityId: community || null,
    item: item || null,
    dueOn: dueOn || null,
  };
  return { fields, errors };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  );
}
