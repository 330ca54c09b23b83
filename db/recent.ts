/** What was asked for last, up to so many: the one not needed for longest goes first. */
export class Recent<T> {
  readonly #kept = new Map<string, T>();

  constructor(readonly most: number) {}

  get(key: string): T | undefined {
    const found = this.#kept.get(key);
    if (found !== undefined) this.keep(key, found);
    return found;
  }

  keep(key: string, value: T): void {
    // Taken out and put in again: the first key is always the oldest.
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.most) break;
      this.#kept.delete(oldest);
    }
  }
}
