import { z } from "zod";
import { formTexts } from "#app/present/form-text.ts";
import { isDay } from "#app/present/read-day.ts";
import type { DraftChange } from "#db/queries/change-draft-wave.ts";
import { assessmentProblem } from "#surveys/fieldwork/assessment-day.ts";

const day = z.string().refine(isDay);

const schema = z.object({
  districtId: z.string().uuid(),
  nameZh: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().min(1).max(100),
  code: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u),
  startsOn: day,
  endsOn: day,
  versionId: z.string().uuid(),
  targetShare: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : Number(text.replace(",", "."))))
    .refine((value) => value === null || (value >= 0 && value <= 20)),
  assessmentOn: z
    .union([z.literal(""), day])
    .default("")
    .transform((text) => text || null),
  online: z.string().optional(),
  slug: z.string().trim().toLowerCase().default(""),
});

const SLUG = /^[a-z0-9][a-z0-9-]{1,39}$/;
const LONGEST_DAYS = 366;

export type WaveDetails = z.infer<typeof schema>;
export type DetailsField = keyof WaveDetails;
/** What is wrong with which field: `invalid`, or a word of its own. */
export type DetailsProblems = Partial<Record<DetailsField, "invalid" | "order" | "tooLong" | "taken">>;

export interface GivenDetails {
  problems: DetailsProblems;
  /** Null while there are problems. */
  details: (Omit<WaveDetails, "online" | "slug"> & { slug: string | null }) | null;
  /** As typed, to be shown again. */
  values: Record<string, string>;
}

/** Name, period, questionnaire and target of a wave as a form gives them. */
export function readDetails(form: FormData): GivenDetails {
  const values = formTexts(form);
  const parsed = schema.safeParse(values);
  const problems: DetailsProblems = {};
  for (const { path } of parsed.error?.issues ?? []) problems[path[0] as DetailsField] = "invalid";
  const { startsOn = "", endsOn = "", online, slug = "" } = values;
  if (!problems.startsOn && !problems.endsOn) {
    if (startsOn > endsOn) problems.endsOn = "order";
    else if (Date.parse(endsOn) - Date.parse(startsOn) > LONGEST_DAYS * 86_400_000)
      problems.endsOn = "tooLong";
  }
  const { assessmentOn = "" } = values;
  if (assessmentOn && !problems.assessmentOn && !problems.endsOn) {
    const problem = assessmentProblem(assessmentOn, endsOn);
    if (problem) problems.assessmentOn = problem;
  }
  if (online && !SLUG.test(slug.trim().toLowerCase())) problems.slug = "invalid";
  if (!parsed.success || Object.keys(problems).length > 0) return { problems, details: null, values };
  const { online: asked, slug: address, ...rest } = parsed.data;
  return { problems, details: { ...rest, slug: asked ? address : null }, values };
}

type Details = NonNullable<GivenDetails["details"]>;

/** As columns of a wave. */
export function detailColumns(
  { nameZh, nameEn, code, startsOn, endsOn, targetShare, assessmentOn, versionId }: Details,
  scoringSheetId: string,
) {
  return {
    ...{ nameZh, nameEn, code, startsOn, endsOn, targetShare, assessmentOn },
    ...{ questionnaireVersionId: versionId, scoringSheetId },
  } satisfies DraftChange["values"];
}
