import { DONT_KNOW, REFUSED } from "../scoring-sheet.ts";
import { SEXES } from "../vocabulary.ts";
import type { Language, Mode } from "../vocabulary.ts";
import { isEligible } from "./demo-district.ts";
import type { DemoDistrict } from "./demo-district.ts";
import { hashedUniform } from "./hashed-noise.ts";
import { remark } from "./remarks.ts";
import { answerCodes } from "./opinions.ts";
import type { Opinions } from "./opinions.ts";

/**
 * One person's answers as the questionnaire's own payload (SurveyJS: question name → value), to be posted
 * through the real parser. Residents answer household visits and online, passages intercepts. For somebody
 * ineligible only the screening that shows it is answered, and the outcome is "ineligible".
 *
 * @param person    index of a resident ("household", "online") or a passage ("intercept")
 * @param language  of the free text, which about one in six leaves
 */
export function answersFor(
  district: DemoDistrict,
  opinions: Opinions,
  mode: Mode,
  person: number,
  language: Language = "zh-CN",
): { outcome: "complete" | "ineligible"; answers: Record<string, string | number> } {
  const kind = mode === "intercept" ? "passage" : "resident";
  const people = kind === "passage" ? district.passages : district.residents;
  if (people.halfYear[person] !== 1) return { outcome: "ineligible", answers: { resident_half_year: "no" } };
  const answers: Record<string, string | number> = {
    resident_half_year: "yes",
    age: people.age[person] as number,
  };
  if (!isEligible(people, person)) return { outcome: "ineligible", answers };

  answers.sex = SEXES[people.sex[person] as number] as string;
  if (mode === "intercept") {
    answers.residence = streetCode(district, district.passages.residence[person] as number);
    answers.passes_per_week = district.passages.passesPerWeek[person] as number;
  } else if (mode === "online") {
    answers.residence = streetCode(district, streetOfResident(district, person));
  }
  const codes = answerCodes(opinions, kind, person);
  let worst: { dimension: string; score: number } | null = null;
  opinions.sheet.items.forEach((item, i) => {
    const code = codes[i] ?? REFUSED;
    const option = item.options[code];
    answers[item.id] = code === DONT_KNOW ? "dk" : code === REFUSED ? "refused" : (option?.value as string);
    if (option && option.score < (worst?.score ?? 0.5)) {
      worst = { dimension: item.dimension, score: option.score };
    }
  });
  if (worst && hashedUniform(29, person, 1) < 1 / 6) {
    const { dimension } = worst as { dimension: string };
    answers.fix_first = remark(dimension, hashedUniform(29, person, 2), language);
  }
  return { outcome: "complete", answers };
}

function streetOfResident({ residents, dwellings, communities }: DemoDistrict, person: number): number {
  return communities[dwellings.community[residents.dwelling[person] as number] as number]?.street ?? -1;
}

function streetCode(district: DemoDistrict, street: number): string {
  return district.streets[street]?.code ?? "elsewhere";
}
