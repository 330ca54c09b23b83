import type { Database } from "#db/client.ts";
import { readBackChecks } from "#db/queries/read-back-checks.ts";
import { readWaveQuality } from "#db/queries/read-wave-quality.ts";
import { writeBackCheck } from "#db/queries/write-back-check.ts";
import { writeReview } from "#db/queries/write-review.ts";
import { hashedUniform } from "#surveys/demo/hashed-noise.ts";
import type { DemoField } from "./demo-record.ts";
import { addDays } from "./field-clock.ts";

/** What the supervisor decided last week, in this order, on the oldest interviews with flags. */
const DECISIONS = [
  { decision: "accept", reason: "已与访问员核对：住户健谈，多聊了几句" },
  { decision: "accept", reason: "平板在楼道里没有信号，事后补传" },
  { decision: "send-back", reason: "问题跳得太快，请再上门补访" },
  { decision: "accept", reason: "电话核实：访问属实" },
  { decision: "set-aside", reason: "受访者承认没有听清题目，随口作答" },
] as const;

const CALLED_BACK = 12;
const AGREES = 0.86;

/** A few reviews and back-checks of last week; those of `spared` are left for whoever tries out the demo. */
export async function superviseDemo(
  database: Database,
  { cityId, waveId, clock, opinions }: DemoField,
  supervisor: string,
  spared: ReadonlySet<string>,
): Promise<void> {
  const until = clock.moment(addDays(clock.today, -6), "00:00").getTime();
  const { interviews, flags } = await readWaveQuality(database, cityId, waveId);
  const flagged = interviews
    .filter(
      ({ id, mode, completedAt, volunteerId }) =>
        flags.has(id) && mode === "household" && completedAt < until && !spared.has(volunteerId ?? ""),
    )
    .sort((a, b) => a.completedAt - b.completedAt);
  for (const [i, { id: responseId }] of flagged.slice(0, DECISIONS.length).entries()) {
    const now = clock.moment(addDays(clock.today, -5 + (i % 3)), "09:20", 7 * i);
    await writeReview(database, cityId, {
      ...{ waveId, responseId, ...DECISIONS[i]!, flags: flags.get(responseId)!.map(({ code }) => code) },
      ...{ after: null, userId: supervisor, now },
    });
  }

  const checks = await readBackChecks(database, cityId, waveId);
  for (const [i, check] of checks.slice(0, Math.min(CALLED_BACK, checks.length >> 1)).entries()) {
    const { items } = opinions.sheet;
    const again = check.items.map((item): [string, string] => {
      const { id, options } = items[item]!;
      const first = check.codes[item] ?? 0;
      const place = hashedUniform(71, i, item) < AGREES ? first : (first + 1) % options.length;
      return [id, options[place]?.value ?? ""];
    });
    const outcome = i % 6 === 4 ? ("not-reached" as const) : ("held" as const);
    const known = { ageBand: check.ageBand ?? "36-55", sex: check.sex ?? "female" };
    await writeBackCheck(database, cityId, {
      ...{ waveId, responseId: check.responseId, outcome },
      answers: outcome === "held" ? { ...known, ...Object.fromEntries(again) } : {},
      note: outcome === "held" ? null : "打了两次，无人接听",
      ...{ userId: supervisor, now: clock.moment(addDays(clock.today, -3), "19:00", 6 * i) },
    });
  }
}
