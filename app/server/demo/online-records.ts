import { answersFor } from "#surveys/demo/answers-payload.ts";
import { isEligible } from "#surveys/demo/demo-district.ts";
import { answerSheet } from "#surveys/demo/opinions.ts";
import { createRandom } from "#surveys/sampling/random.ts";
import { addDays } from "./field-clock.ts";
import { paradataOf } from "./interview-manner.ts";
import { demoRecord, type DemoField, type DemoRecord, languageOfPerson } from "./demo-record.ts";

/** A resident with more points than this thinks less often of filling in an online form. */
const CONTENT = 15.5;

/**
 * Online answers of residents who found the link. Whoever is dissatisfied is likelier to, and the young too: that is
 * what makes an online figure differ from a sample's.
 */
export function onlineRecords(field: DemoField, count: number, seed: string): DemoRecord[] {
  const { district, opinions, clock } = field;
  const { residents } = district;
  const random = createRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < count) {
    const person = random.integer(residents.count);
    if (!isEligible(residents, person) || chosen.has(person)) continue;
    const share = answerSheet(opinions, "resident", person).ownShareSheet ?? CONTENT;
    const chance = (share > CONTENT ? 0.45 : 0.9) * ((residents.age[person] ?? 0) > 50 ? 0.4 : 1);
    if (random.uniform() < chance) chosen.add(person);
  }
  return [...chosen].map((person) => {
    const language = languageOfPerson(person);
    const day = addDays(clock.today, -1 - random.integer(Math.min(26, clock.daysOver)));
    const startedAt = clock.moment(day, "08:00", random.integer(14 * 60));
    const completedAt = new Date(startedAt.getTime() + 150_000 + random.integer(240_000));
    const { outcome, answers } = answersFor(district, opinions, "online", person, language);
    return demoRecord(field, "responses", completedAt, {
      ...{ mode: "online", questionnaireVersionId: field.questionnaireVersionId },
      ...{ outcome, answers, language },
      startedAt: startedAt.toISOString(),
      completedAt: completedAt.toISOString(),
      paradata: paradataOf(answers, person, [startedAt, completedAt], null),
    });
  });
}
