import postgres from "postgres";

/** Two constants that name the lock among all advisory locks of the database. */
const LOCK = [20_260_701, 1] as const;

export interface ApplicationLock {
  release(): Promise<void>;
}

export interface LockEvents {
  /** The database went away, and the lock with it. It is asked for again every second. */
  onLost?: () => void;
  onRegained?: () => void;
  /** Somebody else took it meanwhile: this process must stop. */
  onTaken?: (holder: string) => void;
}

type Attempt = { lock: ApplicationLock } | { holder: string };

/**
 * Takes the lock that only one application may hold on a database, in a session of its own.
 *
 * A session lock goes with its process, however that ends, so a free lock proves that nobody is there.
 *
 * @param name  shown to whoever asks in vain
 * @returns     the lock, or the name of its holder
 * @throws      what the driver throws if the database cannot be reached
 */
export async function takeApplicationLock(
  url: string,
  name: string,
  events: LockEvents = {},
): Promise<Attempt> {
  let released = false;
  let regaining = false;
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: 5,
    fetch_types: false,
    connection: { application_name: name },
    onclose: () => void regain(),
  });

  const take = async () => {
    const [row] = await sql<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(${LOCK[0]}::int, ${LOCK[1]}::int) as taken`;
    return row?.taken ?? false;
  };
  const holder = async () => {
    const [row] = await sql<{ name: string }[]>`
      select a.application_name as name
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted
        and l.classid = ${LOCK[0]}::int::oid and l.objid = ${LOCK[1]}::int::oid
        and l.database = (select oid from pg_database where datname = current_database())`;
    return row?.name ?? "?";
  };

  async function regain(): Promise<void> {
    if (released || regaining || !held) return;
    regaining = true;
    events.onLost?.();
    while (!released) {
      await new Promise((done) => setTimeout(done, 1000));
      if (released) break;
      try {
        if (await take()) events.onRegained?.();
        else events.onTaken?.(await holder());
        break;
      } catch {
        continue;
      }
    }
    regaining = false;
  }

  let held = false;
  const release = async () => {
    released = true;
    await sql.end({ timeout: 2 });
  };
  try {
    held = await take();
    if (held) return { lock: { release } };
    const name = await holder();
    await release();
    return { holder: name };
  } catch (error) {
    await release();
    throw error;
  }
}
