/** The most that any request may hold, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** Thrown out of a body stream that grew over the limit. */
export class BodyTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`The request body is over ${limit} bytes`);
    this.name = "BodyTooLarge";
  }
}

/** Passes bytes through and fails once there are more than `limit`: nothing downstream can buffer more. */
export function countingStream(
  limit: number,
  onExceeded: () => void,
): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen <= limit) return controller.enqueue(chunk);
      onExceeded();
      controller.error(new BodyTooLarge(limit));
    },
  });
}
