/** Lets requests that wait be answered before long work goes on. */
export const takeTurns = () => new Promise<void>((done) => setImmediate(done));
