import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FieldApp } from "../../field/service-worker/field-app.ts";
import { ICONS, drawIcon } from "./draw-icon.ts";
import { allFieldFiles, fieldPages, type ViteManifest } from "./field-files.ts";

const WORKER = "field-worker.js";
const PLACEHOLDER = "version-of-this-build";

interface BuildEnd {
  remixConfig: { buildDirectory: string; appDirectory: string; routes: Parameters<typeof fieldPages>[0] };
}

/** After the build of the site: the tablet's service worker, and the icons of the installed app. */
export async function buildFieldApp({ remixConfig }: BuildEnd): Promise<void> {
  const { buildDirectory, appDirectory, routes } = remixConfig;
  const client = join(buildDirectory, "client");
  const manifest = JSON.parse(
    readFileSync(join(buildDirectory, ".vite", "client-manifest.json"), "utf8"),
  ) as ViteManifest;
  // Remix's own list of routes is in no manifest; every page names it.
  const routeList = readdirSync(join(client, "assets")).find((name) => /^manifest-\w+\.js$/.test(name));
  if (!routeList) throw new Error("The build has no list of routes for the browser.");
  const files = [...allFieldFiles(manifest), `assets/${routeList}`, "icon.svg"];
  const app: FieldApp = {
    version: PLACEHOLDER,
    mark: `/assets/${routeList}`,
    assets: files.map((file) => ({
      url: `/${file}`,
      integrity: `sha256-${createHash("sha256")
        .update(readFileSync(join(client, file)))
        .digest("base64")}`,
    })),
    pages: fieldPages(routes),
  };
  const code = await bundleWorker(join(appDirectory, "field", "service-worker", "worker.ts"), app);
  // The pages are the server's to write: when it changes, so may they.
  const version = createHash("sha256")
    .update(code)
    .update(readFileSync(join(buildDirectory, "server", "index.js")))
    .digest("hex")
    .slice(0, 16);
  writeFileSync(join(client, WORKER), code.replaceAll(PLACEHOLDER, version));
  mkdirSync(join(client, "icons"), { recursive: true });
  for (const icon of ICONS) writeFileSync(join(client, "icons", icon.file), drawIcon(icon));
}

async function bundleWorker(entry: string, app: FieldApp): Promise<string> {
  const { build } = await import("vite");
  const result = await build({
    configFile: false,
    root: dirname(entry),
    logLevel: "error",
    define: { __FIELD_APP__: JSON.stringify(app) },
    build: {
      write: false,
      target: "es2022",
      copyPublicDir: false,
      rollupOptions: { input: entry, output: { format: "iife", entryFileNames: WORKER } },
    },
  });
  const [output] = [result].flat();
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (!chunk)
    throw new Error(`The service worker ${fileURLToPath(new URL(`file://${entry}`))} was not bundled.`);
  return chunk.code;
}
