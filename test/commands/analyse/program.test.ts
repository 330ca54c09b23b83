import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "analyse-program-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: string[], input = "", more: Record<string, string> = {}) {
  const program = ["--import", "tsx", join(process.cwd(), "app/commands/analyse.ts")];
  return spawnSync(process.execPath, [...program, ...args], {
    input,
    encoding: "utf8",
    env: { ...process.env, LANG: "C", LC_ALL: "", LC_MESSAGES: "", ...more },
  });
}

writeFileSync(join(folder, "d.csv"), "w,y,g\n2,5,10\n3,6,9\n2,4,9\n1,NA,10\n");
const request = {
  data: "d.csv",
  design: { weights: "w" },
  estimates: [{ kind: "mean", variables: ["y"], by: ["g"] }],
};

test("a request file gives JSON with cells in ascending order, and the final weights where asked", () => {
  writeFileSync(join(folder, "request.json"), JSON.stringify(request));
  const { status, stdout } = run([join(folder, "request.json"), "--weights", join(folder, "out.csv")]);
  expect(status).toBe(0);
  const { design, results } = JSON.parse(stdout);
  expect(design).toEqual({ df: 3, strata: 1, psus: 4, n: 4, sumWeights: 8 });
  expect(
    results[0].cells.map(({ by, n, estimate }: { by: object; n: number; estimate: number }) => ({
      by,
      n,
      estimate,
    })),
  ).toEqual([
    { by: { g: "9" }, n: 2, estimate: 5.2 },
    { by: { g: "10" }, n: 1, estimate: 5 },
  ]);
  expect(readFileSync(join(folder, "out.csv"), "utf8")).toBe("weight\n2\n3\n2\n1\n");
});

test("- reads standard input; a bad request is one sentence in the terminal's language and exit code 2", () => {
  expect(run(["-"], JSON.stringify({ ...request, data: join(folder, "d.csv") })).status).toBe(0);
  const refused = run(["-"], JSON.stringify({ ...request, level: 2 }), { LANG: "zh_CN.UTF-8" });
  expect(refused).toMatchObject({ status: 2, stdout: "", stderr: "level 必须小于 1，现为 2。\n" });
});

test("--help explains a request", () => {
  const { status, stdout } = run(["--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("npm run --silent analyse -- request.json");
});

test("under npm, paths are relative to where the command was typed", () => {
  const typedIn = { npm_lifecycle_event: "analyse", INIT_CWD: folder };
  const { status, stdout } = run(["-", "--weights", "here.csv"], JSON.stringify(request), typedIn);
  expect(status).toBe(0);
  expect(JSON.parse(stdout).results).toHaveLength(1);
  expect(readFileSync(join(folder, "here.csv"), "utf8")).toBe("weight\n2\n3\n2\n1\n");
});

test("what does not exist is null, and JSON has no NaN", () => {
  const wide = { ...request, estimates: [{ id: "q", kind: "quantile", variables: ["y"], probs: [0.5] }, { kind: "contrast", of: "q", coefficients: [1] }] }; // prettier-ignore
  const { status, stdout } = run(["-"], JSON.stringify({ ...wide, data: join(folder, "d.csv") }));
  expect(status).toBe(0);
  expect(JSON.parse(stdout).results[1].cells[0]).toMatchObject({ estimate: 5, se: null, ci: [null, null] });
});
