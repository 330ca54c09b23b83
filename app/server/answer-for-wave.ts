import type { LoaderFunctionArgs } from "@remix-run/node";
import type { DontKnowRule } from "#analysis/tally.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import { languageOf } from "#app/locales/language.ts";
import { withSentences, type SayWhy } from "#app/present/with-sentences.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import type { Database } from "#db/client.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { problem, type ProblemCode } from "./problem.ts";

/** What a program asks of a wave. */
export interface WaveQuestion {
  db: Database;
  cityId: string;
  wave: WaveSummary;
  dontKnow: DontKnowRule;
  search: URLSearchParams;
}

/**
 * Answers a program that asks about a wave: JSON with a sentence in its language wherever a figure is withheld, or problem
 * JSON. For analysts and administrators of the wave's district.
 *
 * @param read  what is answered, or the problem with the question
 */
export async function answerForWave(
  { request, params, context }: LoaderFunctionArgs,
  read: (question: WaveQuestion) => Promise<object | ProblemCode>,
  say?: SayWhy,
): Promise<Response> {
  const language = languageOf(request, context.viewer?.language);
  const search = new URL(request.url).searchParams;
  const dontKnow = search.get("dontKnow") ?? "sheet";
  if (dontKnow !== "sheet" && dontKnow !== "other") return problem("unknown-rule", language);
  try {
    const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
    const answer = await read({ db: context.database, cityId: viewer.cityId, wave, dontKnow, search });
    if (typeof answer === "string") return problem(answer, language);
    const t = createI18n(language).getFixedT(language, "waves");
    return Response.json(withSentences(answer, t, say), {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Language": language,
        Vary: "Cookie, Accept-Language",
      },
    });
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status === 404) return problem("unknown-wave", language);
    throw thrown;
  }
}
