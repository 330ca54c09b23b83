import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";

/** The only build configuration: Vite and Remix (`remix vite:build -c remix.config.js`) and Vitest. */
const testing = Boolean(process.env.VITEST);

export default {
  plugins: testing
    ? []
    : [
        tailwindcss(),
        remix({
          appDirectory: "app",
          serverModuleFormat: "esm",
          ignoredRouteFiles: ["**/.*"],
          buildEnd: async (built) =>
            (await import("./app/server/field-app/build-field-app.ts")).buildFieldApp(built),
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_singleFetch: true,
            v3_routeConfig: true,
            v3_lazyRouteDiscovery: false,
          },
        }),
      ],
  esbuild: testing ? { jsx: "automatic" } : undefined,
  // Server only; Vite's look around for what browsers need would stumble over its browser entry.
  optimizeDeps: { exclude: ["@node-rs/argon2"] },
  build: { manifest: true, target: "es2022" },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: ["test/set-up/global.ts"],
    // A busy machine takes its time; whoever waits for something goes on as soon as it is there.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    // What a file imports is read once a worker, not once a file: a third of the time. Tests leave nothing behind.
    isolate: false,
    maxWorkers: 2,
  },
};
