/**
 * Saves changes one after another, each as soon as the last is written; what comes meanwhile is put together. So a slow
 * device writes less often, and is never more than one write behind.
 */
export function keepLatest<Change extends object>(
  save: (change: Change) => Promise<void>,
): (change: Change) => void {
  let waiting: Change | null = null;
  let failed: Partial<Change> = {};
  let isBusy = false;
  const run = async () => {
    isBusy = true;
    while (waiting) {
      const change = waiting;
      waiting = null;
      await save(change).catch(() => {
        // Not written: goes again with the next change, unless that says otherwise.
        failed = { ...failed, ...change };
      });
    }
    isBusy = false;
  };
  return (change) => {
    waiting = { ...failed, ...waiting, ...change };
    failed = {};
    if (!isBusy) void run();
  };
}
