import { connect } from "#db/client.ts";
import { faultsAtRandom, startFaultyProxy } from "#test/e2e/faulty-proxy.ts";
import { soak } from "#test/e2e/soak-tablets.ts";

/**
 * Many tablets and a bad network, against the application in a process of its own.
 *
 * @throws when an interview is missing, stored twice, stored otherwise than it was entered, or left on a tablet
 */
export async function measureSoak(
  databaseUrl: string,
  port: number,
  tablets: number,
  interviews: number,
): Promise<string[]> {
  const connection = connect(databaseUrl);
  const proxy = await startFaultyProxy(`http://127.0.0.1:${port}`);
  proxy.decide = faultsAtRandom("soak");
  try {
    const figures = await soak(connection, proxy, { tablets, interviews, seed: "soak" });
    const { finished, rows, same, quarantined, stillOnTablets, attempts, faults, seconds } = figures;
    const all = tablets * interviews;
    const lines = [
      `${tablets} tablets x ${interviews} interviews behind a bad network: ${rows} rows, ${same} byte for byte, ` +
        `${quarantined} in quarantine, ${stillOnTablets} left on tablets, in ${seconds.toFixed(0)} s`,
      `${attempts} requests: ${Object.entries(faults)
        .map(([name, times]) => `${times} ${name}`)
        .join(", ")}`,
    ];
    if ([finished, rows, same].some((n) => n !== all) || quarantined + stillOnTablets > 0)
      throw new Error(lines.join("\n"));
    return lines;
  } finally {
    await proxy.close();
    await connection.close();
  }
}
