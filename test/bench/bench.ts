import { parseArgs } from "node:util";
import { cpus } from "node:os";
import { startBenchDatabase } from "./bench-database.ts";
import { startBenchSite } from "./bench-site.ts";
import { measureCore } from "./core/measure-core.ts";
import { measureDesk } from "./desk/measure-desk.ts";
import { measureEstimates } from "./measure-estimates.ts";
import { measureFieldApp } from "./measure-field-app.ts";
import { measureFieldPages } from "./measure-field-pages.ts";
import { measureImporting } from "./measure-importing.ts";
import { measureSoak } from "./measure-soak.ts";
import { measureStoring } from "./measure-storing.ts";

const HELP = `npm run bench -- [options]

Measures on a database of its own, with every commit flushed to disk, and prints:
  - responses stored a second through POST /api/responses, over HTTP, by the built application
    (each client sends its next interview when the last one is answered 201; the database's count is compared)
  - for synthetic responses in the demo district's design: the time of the GROUP BY that makes the tallies,
    and the time from the tallies to all estimates
  - a list of dwellings as a file: the time to check it, to import it, and to import it once more without a change, with
    the longest that a request could have had to wait meanwhile
  - the statistics core on 100,000 and 1,000,000 rows of test/reference/bench: design and means by street, raking, a
    jackknife of 600 replicates, from unit rows and from a ready tally, checked against R's stored figures; where
    Rscript and its survey package are installed, R beside it: ratio, largest difference and peak memory of both.
    Ratios are of the quickest runs, ours and R's; the first call in a new process is printed beside them
  - the tablet's app: its size before and after the first questionnaire, and, on a processor slowed six times, the time
    to the first paint and from a tap on "next" to the next question
  - a soak: tablets with their own code and store send interviews through a network that drops, delays, repeats and answers
    wrongly at random (seeded), until nothing is left on them; the rows are counted and their bytes compared

  - the analyst's desk with a history of 36 waves, 24 streets and 30 items: each page's time from the request to its last byte
    (median and slowest of 20, and first after a start; mark 200 ms), and in a browser the time from a choice, a sort or a change
    of language until the page shows it (mark 100 ms)

  --clients 1,32     clients at once
  --seconds 10       for each number of clients
  --rows 1000000     synthetic responses
  --dwellings 100000 dwellings in the list
  --only storing     or: --only estimates, --only importing, --only core, --only field, --only soak,
                     --only desk
  --soak 20x200      tablets and interviews of each
  --core 100000,1000000   rows for the core
  --r-jackknife 100000    rows up to which R runs its jackknife too (a minute and 2 GB for 100,000; over 14 GB for 1,000,000)
  --repeats 10       the quickest of so many runs counts, for the core and for R
  --help             this text
`;

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "1,32" },
    seconds: { type: "string", default: "10" },
    rows: { type: "string", default: "1000000" },
    dwellings: { type: "string", default: "100000" },
    core: { type: "string", default: "100000,1000000" },
    repeats: { type: "string", default: "10" },
    "r-jackknife": { type: "string", default: "100000" },
    soak: { type: "string", default: "20x200" },
    only: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(HELP);
else await bench();

async function bench(): Promise<void> {
  const { only } = values;
  if (only && !["storing", "estimates", "importing", "core", "field", "soak", "desk"].includes(only)) {
    console.error(`--only takes storing, estimates, importing, core, field, soak or desk, not "${only}".`);
    process.exitCode = 2;
    return;
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
  console.log(only === "core" ? machine : `${machine}, PostgreSQL embedded, fsync on`);
  if (!only || only === "core") await core();
  if (only !== "core") await withDatabase(only);
}

async function core(): Promise<void> {
  for (const rows of values.core.split(",").map(Number))
    console.log(
      (await measureCore(rows, Number(values.repeats), rows <= Number(values["r-jackknife"]))).join("\n"),
    );
}

async function withDatabase(only: string | undefined): Promise<void> {
  const database = await startBenchDatabase();
  try {
    if (!only || only === "storing") await storing(database.url);
    if (!only || only === "estimates") await estimates(database.url);
    if (!only || only === "importing") await importing(database.url);
    if (!only || only === "soak") await soak(database.url);
    if (!only || only === "desk") await measureDesk(database.url, console.log);
    if (!only || only === "field") await fieldApp(database.url);
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

async function fieldApp(url: string): Promise<void> {
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  const { atOnce, questionnaire, kept } = await measureFieldApp();
  console.log(
    `The tablet's app, gzip: ${kilobytes(atOnce)} before the first questionnaire (limit 450 kB), ` +
      `which adds ${kilobytes(questionnaire)}; kept on the tablet ${(kept / 1024 / 1024).toFixed(2)} MiB`,
  );
  const { firstPaintMs, coldPaintMs, coldListMs, questionMs, slowestMs } = await measureFieldPages(url);
  console.log(
    `The tablet's app, processor slowed six times: first paint ${firstPaintMs} ms from the network, ` +
      `${coldPaintMs} ms from the device (limit 2,500 ms), the list ${coldListMs} ms after the PIN; next question in ${questionMs} ms (median), ` +
      `${slowestMs} ms (slowest; limit 100 ms)`,
  );
}

async function importing(url: string): Promise<void> {
  const figures = await measureImporting(url, Number(values.dwellings));
  const { rows, megabytes, checkSeconds, importSeconds, againSeconds, longestPauseMs } = figures;
  console.log(
    `${rows.toLocaleString("en")} dwellings (${megabytes.toFixed(1)} MB): checked in ${checkSeconds.toFixed(1)} s, ` +
      `imported in ${importSeconds.toFixed(1)} s, again without a change ${againSeconds.toFixed(1)} s; ` +
      `longest pause for others ${longestPauseMs.toFixed(0)} ms`,
  );
}

async function soak(url: string): Promise<void> {
  const [tablets = 20, interviews = 200] = values.soak.split("x").map(Number);
  const site = await startBenchSite(url);
  try {
    console.log((await measureSoak(url, site.port, tablets, interviews)).join("\n"));
  } finally {
    await site.stop();
  }
}
