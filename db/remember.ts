const kept = new WeakMap<object, Map<string, unknown>>();

/**
 * What was made of an object, made once and kept as long as the object itself.
 *
 * @param what  names the result; the same name must always be made the same way
 */
export function remember<T>(of: object, what: string, make: () => T): T {
  let made = kept.get(of);
  if (!made) kept.set(of, (made = new Map()));
  if (!made.has(what)) made.set(what, make());
  return made.get(what) as T;
}

/**
 * The same for what takes a while: made once for all who ask meanwhile, and made again if it failed.
 *
 * @returns the result itself once it is there, so that nobody waits for what is known
 */
export function rememberSoon<T>(of: object, what: string, make: () => Promise<T>): T | Promise<T> {
  const entry = remember(of, what, (): Soon<T> => {
    const soon = make();
    soon.then(
      (value) => (entry.made = { value }),
      () => kept.get(of)?.delete(what),
    );
    return { soon, made: null };
  });
  return entry.made ? entry.made.value : entry.soon;
}

interface Soon<T> {
  soon: Promise<T>;
  made: { value: T } | null;
}
