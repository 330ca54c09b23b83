import type { LoaderFunctionArgs } from "@remix-run/node";
import { choosePair } from "#app/analyst/choose-pair.ts";
import { compareWaves } from "#app/analyst/compare-waves.server.ts";
import { CHANGE_LEVEL } from "#app/analyst/judge-changes.ts";
import { trendReason } from "#app/present/trend-words.ts";
import { answerForWave } from "#app/server/answer-for-wave.ts";
import { listWavesOfSeries, type WaveOfSeries } from "#db/queries/list-waves-of-series.ts";
import { readPreviousWave } from "#db/queries/read-previous-wave.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";

/**
 * What changed between a wave and the one before, or the one named by `?with=`: of the district, each street, dimension and
 * item, shared communities and sites counted; with `?dontKnow=other` under the turned-round rule.
 */
export const loader = (args: LoaderFunctionArgs): Promise<Response> =>
  answerForWave(
    args,
    async ({ db, cityId, wave, dontKnow, search }) => {
      const [all, streets, previous] = await Promise.all([
        listWavesOfSeries(db, cityId, wave.district.id),
        readStreetsOfDistrict(db, cityId, wave.district.id),
        readPreviousWave(db, cityId, wave.id),
      ]);
      const { pair } = choosePair(all, wave.id, search.get("with"), previous?.id);
      if (!pair) return "unknown-other-wave";
      const compared = await compareWaves(db, cityId, pair, streets, dontKnow);
      const named = new Map(streets.map(({ id, code, nameZh, nameEn }) => [id, { code, name: { zh: nameZh, en: nameEn } }])); // prettier-ignore
      return {
        before: told(pair[0]),
        after: told(pair[1]),
        ...{ dontKnow, level: CHANGE_LEVEL },
        ...compared,
        streets: compared.streets.map(({ id, change }) => ({ id, ...named.get(id), change })),
      };
    },
    trendReason,
  );

const told = ({ id, code, nameZh, nameEn, status, startsOn, endsOn }: WaveOfSeries) => ({
  ...{ id, code, name: { zh: nameZh, en: nameEn }, status, startsOn, endsOn },
});
