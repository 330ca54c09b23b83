import { ESTIMATES_METHOD } from "#analysis/score/estimates-method.ts";
import { CODE_VERSION } from "#db/code-version.ts";
import { ROUNDING, type Verification } from "#db/queries/verify-published.ts";
import { MODES } from "#surveys/vocabulary.ts";
import { republishText as text } from "./republish-text.ts";

/** Differences that are named; the rest is counted. */
const MOST_NAMED = 5;

/** What was compared and how it came out, a line each. */
export function describeVerification({ row, figures, tampered, rebuilt }: Verification): string[] {
  const { inputs } = row;
  return [
    "",
    text("title", {
      code: inputs.wave.code,
      name: inputs.wave.name.en,
      nameZh: inputs.wave.name.zh,
      id: row.id,
    }),
    text("made", {
      ...{ at: row.publishedAt.toISOString(), version: row.codeVersion, method: inputs.method },
      ...{ now: CODE_VERSION, nowMethod: ESTIMATES_METHOD },
    }),
    ...(["sheet", "other"] as const).flatMap((rule) => figureLines(rule, figures[rule])),
    tampered.length === 0
      ? text("hashes-same", { count: Object.keys(inputs.hashes).length })
      : text("hashes-differ", { names: tampered.map((name) => text(`input-${name}`)).join(text("and")) }),
    ...MODES.map((mode) => rebuiltLine(mode, rebuilt[mode])),
  ];
}

function figureLines(
  rule: "sheet" | "other",
  { compared, different }: Verification["figures"]["sheet"],
): string[] {
  const about = { rule: text(`rule-${rule}`), compared, different: different.length };
  if (different.length === 0) return [text("digits-same", about)];
  const shown = (value: unknown) => (value === undefined ? "–" : JSON.stringify(value));
  return [
    text("digits-differ", about),
    ...different
      .slice(0, MOST_NAMED)
      .map(({ path, stored, computed }) =>
        text("digit", { path, stored: shown(stored), computed: shown(computed) }),
      ),
  ];
}

function rebuiltLine(mode: (typeof MODES)[number], found: Verification["rebuilt"]["household"]): string {
  const about = { mode: text(`mode-${mode}`) };
  if (found === null) return text("tally-none", about);
  if (!found.same) return text("tally-other", { ...about, differs: text(`differs-${found.differs}`) });
  const size = { ...about, largest: found.largest.toExponential(1), column: found.column ?? "" };
  if (found.largest === 0) return text("tally-equal", about);
  return text(found.largest <= ROUNDING ? "tally-rounding" : "tally-differs", size);
}
