import type { LoaderFunctionArgs } from "@remix-run/node";
import { estimateLosses } from "#analysis/score/estimate-losses.ts";
import { answerForWave } from "#app/server/answer-for-wave.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import { remember } from "#db/remember.ts";

/**
 * Points lost of a wave by street and item (`?detail=dimension` or `total` for less) with their covariance, with
 * `?dontKnow=other` under the turned-round rule.
 */
export const loader = (args: LoaderFunctionArgs): Promise<Response> =>
  answerForWave(args, async ({ db, cityId, wave, dontKnow, search }) => {
    const detail = search.get("detail") ?? "item";
    if (detail !== "item" && detail !== "dimension" && detail !== "total") return "unknown-detail";
    const frame = await readEstimationFrame(db, cityId, wave.id);
    const ready = frame && (await readWaveInput(db, cityId, frame, dontKnow));
    if (!ready) return "unknown-wave";
    const { input, run } = ready;
    const losses = remember(input, `losses ${detail}`, () => estimateLosses(input, detail));
    const { id, code, name, status } = frame.wave;
    return {
      wave: { id, code, name, status },
      weightingRun: { id: run.id, kind: run.kind },
      lambda: input.lambda,
      dontKnow,
      level: input.level ?? 0.95,
      streets: frame.streets,
      ...losses,
    };
  });
