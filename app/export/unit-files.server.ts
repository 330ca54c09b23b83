import type { TFunction } from "i18next";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import { readQuestionWording } from "#db/queries/read-question-wording.ts";
import { readWaveInput } from "#db/queries/read-wave-input.ts";
import { writeAudit } from "#db/queries/write-audit.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { rScript } from "./r-script.ts";
import { spssSyntax } from "./spss-syntax.ts";
import { stataDo } from "./stata-do.ts";
import { streamUnits } from "./stream-units.server.ts";
import { describeUnits, type UnitFile } from "./unit-file.ts";
import { writeUnitsCsv, writeUnitsJson } from "./write-units.ts";

const WRITERS = { csv: writeUnitsCsv, json: writeUnitsJson };
const ATTEMPTS = 5;

interface Asking {
  db: Database;
  viewer: Viewer;
  frame: EstimationFrame;
}

/**
 * A wave's interviews as a file. Who took it is written down before the first byte.
 *
 * @returns "busy" while too many others are being made
 */
export async function unitsAs(
  format: keyof typeof WRITERS,
  asking: Asking,
): Promise<ReadableStream<Uint8Array> | "busy"> {
  const { db, viewer, frame } = asking;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { runId, file } = await describe(asking);
    const stream = await streamUnits(db, viewer.cityId, runId, (batches) => WRITERS[format](file, batches));
    if (stream === "busy") return stream;
    if (!stream) continue;
    try {
      await writeAudit(db, {
        ...{ cityId: viewer.cityId, userId: viewer.userId, action: "download-interviews" },
        ...{ subjectKind: "wave", subjectId: frame.wave.id, details: { format, weightingRun: runId } },
      });
    } catch (error) {
      await stream.cancel(error);
      throw error;
    }
    return stream;
  }
  throw new Error(`the weights of wave ${frame.wave.id} changed ${ATTEMPTS} times while they were read`);
}

/** A program's script that reads the interviews. */
export async function scriptFor(
  program: "R" | "sps" | "do",
  asking: Asking,
  language: Language,
  t: TFunction,
): Promise<string> {
  const { file } = await describe(asking);
  const csvName = unitsName(asking.frame);
  if (program === "R") return rScript(file, csvName, t);
  return program === "sps" ? spssSyntax(file, csvName, language, t) : stataDo(file, csvName, language, t);
}

/** What the file of interviews is called: the scripts look for it. */
export const unitsName = ({ wave }: EstimationFrame): string =>
  `${wave.code.replace(/[^\p{L}\p{N}._-]/gu, "_")}-units.csv`;

async function describe({ db, viewer, frame }: Asking): Promise<{ runId: string; file: UnitFile }> {
  const [ready, wording] = await Promise.all([
    readWaveInput(db, viewer.cityId, frame, "sheet"),
    readQuestionWording(db, viewer.cityId, frame.wave.id),
  ]);
  if (!ready) throw new Response(null, { status: 404 });
  return { runId: ready.run.id, file: describeUnits(frame, ready.input, wording) };
}
