import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSite, CLIENT_FILES, ROOT } from "#app/server/site-build.ts";
import { allFieldFiles, filesAtOnce, type ViteManifest } from "#app/server/field-app/field-files.ts";

export interface FieldAppSize {
  /** Bytes, gzip: scripts and styles of all field pages, before the questionnaire is opened. */
  atOnce: number;
  /** Bytes, gzip: what the first questionnaire adds. */
  questionnaire: number;
  /** Bytes as they are: files kept on the tablet by the service worker. */
  kept: number;
}

/** How much the tablet's app weighs, from the built site. */
export async function measureFieldApp(): Promise<FieldAppSize> {
  await buildSite();
  const manifest = JSON.parse(
    readFileSync(join(ROOT, "build", ".vite", "client-manifest.json"), "utf8"),
  ) as ViteManifest;
  const read = (file: string) => readFileSync(join(CLIENT_FILES, file));
  const zipped = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  const [first, all] = [filesAtOnce(manifest), allFieldFiles(manifest)];
  const worker = read("field-worker.js").toString("utf8");
  const kept = [...worker.matchAll(/url:"\/([^"]+)"/g)].map((match) => read(match[1] ?? "").length);
  return {
    atOnce: zipped(first),
    questionnaire: zipped(all.filter((file) => !first.includes(file))),
    kept: kept.reduce((sum, bytes) => sum + bytes, 0),
  };
}
