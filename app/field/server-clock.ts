/** A device clock further off than this spoils appointments and the order of events. */
export const TOLERATED_OFFSET_MS = 5 * 60 * 1000;

/**
 * How far the server's clock is ahead of this device's, in ms: taken at the middle of the request.
 *
 * @returns null if the server's time cannot be read
 */
export function clockOffset(serverTime: string, askedAt: number, answeredAt: number): number | null {
  const server = Date.parse(serverTime);
  return Number.isNaN(server) ? null : Math.round(server - (askedAt + answeredAt) / 2);
}

export const isClockWrong = (offset: number | undefined): boolean =>
  offset !== undefined && Math.abs(offset) > TOLERATED_OFFSET_MS;
