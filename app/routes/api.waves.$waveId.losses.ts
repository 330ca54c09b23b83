import type { LoaderFunctionArgs } from "@remix-run/node";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import { languageOf } from "#app/locales/language.ts";
import { withSentences } from "#app/present/with-sentences.ts";
import { problem } from "#app/server/problem.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import { remember } from "#db/remember.ts";

/**
 * Points lost of a wave by street and item (`?detail=dimension` or `total` for less) with their covariance, with
 * `?dontKnow=other` under the turned-round rule. For analysts and administrators of its district.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const language = languageOf(request, context.viewer?.language);
  const asked = new URL(request.url).searchParams;
  const dontKnow = asked.get("dontKnow") ?? "sheet";
  if (dontKnow !== "sheet" && dontKnow !== "other") return problem("unknown-rule", language);
  const detail = asked.get("detail") ?? "item";
  if (detail !== "item" && detail !== "dimension" && detail !== "total")
    return problem("unknown-detail", language);
  try {
    const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
    const frame = await readEstimationFrame(context.database, viewer.cityId, wave.id);
    const ready = frame && (await readWaveInput(context.database, viewer.cityId, frame, dontKnow));
    if (!ready) return problem("unknown-wave", language);
    const { input, run } = ready;
    const losses = remember(input, `losses ${detail}`, () => estimateLosses(input, detail));
    const { id, code, name, status } = frame.wave;
    const answer = {
      wave: { id, code, name, status },
      weightingRun: { id: run.id, kind: run.kind },
      lambda: input.lambda,
      dontKnow,
      level: input.level ?? 0.95,
      streets: frame.streets,
      ...losses,
    };
    const t = createI18n(language).getFixedT(language, "waves");
    return Response.json(withSentences(answer, t), {
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
