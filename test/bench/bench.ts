import { parseArgs } from "node:util";
import { cpus } from "node:os";
import { startBenchDatabase } from "./bench-database.ts";
import { startBenchSite } from "./bench-site.ts";
import { measureEstimates } from "./measure-estimates.ts";
import { measureStoring } from "./measure-storing.ts";

const HELP = `npm run bench -- [options]

Measures on a database of its own, with every commit flushed to disk, and prints:
  - responses stored a second through POST /api/responses, over HTTP, by the built application
    (each client sends its next interview when the last one is answered 201; the database's count is compared)
  - for synthetic responses in the demo district's design: the time of the GROUP BY that makes the tallies,
    and the time from the tallies to all estimates

  --clients 1,32     clients at once
  --seconds 10       for each number of clients
  --rows 1000000     synthetic responses
  --only storing     or: --only estimates
  --help             this text
`;

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "1,32" },
    seconds: { type: "string", default: "10" },
    rows: { type: "string", default: "1000000" },
    only: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(HELP);
else await bench();

async function bench(): Promise<void> {
  const database = await startBenchDatabase();
  try {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, PostgreSQL embedded, fsync on`,
    );
    if (values.only !== "estimates") await storing(database.url);
    if (values.only !== "storing") await estimates(database.url);
  } finally {
    await database.stop();
  }
}

async function storing(url: string): Promise<void> {
  const site = await startBenchSite(url);
  try {
    const clients = values.clients.split(",").map(Number);
    const figures = await measureStoring(url, site.port, clients, Number(values.seconds));
    for (const { clients, stored, perSecond, medianMs, p99Ms, seconds } of figures) {
      console.log(
        `POST /api/responses, ${String(clients).padStart(2)} client${clients === 1 ? " " : "s"}: ` +
          `${perSecond.toFixed(0)} responses stored a second ` +
          `(${stored} in ${seconds} s, median ${medianMs.toFixed(1)} ms, 99 % under ${p99Ms.toFixed(1)} ms)`,
      );
    }
  } finally {
    await site.stop();
  }
}

async function estimates(url: string): Promise<void> {
  const rows = Number(values.rows);
  const { groupByMs, tallyRows, estimateMs } = await measureEstimates(url, rows);
  const text = rows.toLocaleString("en");
  console.log(
    `${text} responses to tallies of ${tallyRows} rows (GROUP BY, three modes): ${groupByMs.toFixed(0)} ms`,
  );
  console.log(`${text} responses, from the tallies to all estimates: ${estimateMs.toFixed(0)} ms`);
}
