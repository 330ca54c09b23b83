// Writes the factors of the bootstrap requests by PSU for make-expected.R: npx tsx make-bootstrap-factors.ts
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bootstrapReplicates } from "#analysis/replication/bootstrap-replicates.ts";
import { factorsOfUnits } from "#analysis/replication/replicates.ts";
import { buildDesign } from "#app/commands/analyse/build-design.ts";
import { neededColumns } from "#app/commands/analyse/needed-columns.ts";
import { parseRequest } from "#app/commands/analyse/parse-request.ts";
import { readTable } from "#app/commands/analyse/read-table.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

for (const asked of Object.values(JSON.parse(readFileSync(here("requests.json"), "utf8")))) {
  const request = parseRequest(JSON.stringify(asked));
  if (request.replicates?.type !== "bootstrap") continue;
  const { seed, count } = request.replicates;
  const table = await readTable(here(request.data), neededColumns(request));
  const replicates = bootstrapReplicates(buildDesign(request.design, table), { seed: seed!, count: count! });
  const all = replicates.list.map((replicate) => factorsOfUnits(replicates, replicate));
  const { codes, labels } = table.texts.get(request.design.psu![0]!)!;
  const lines = labels.map((label, psu) => {
    const unit = replicates.unitOfRow[codes.indexOf(psu)]!;
    return [label, ...all.map((factors) => factors[unit])].join(",");
  });
  const header = ["unit", ...all.map((_, r) => `r${r + 1}`)].join(",");
  writeFileSync(here(`bootstrap-${seed}.csv`), [header, ...lines, ""].join("\n"));
}
