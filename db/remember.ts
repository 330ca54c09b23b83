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
