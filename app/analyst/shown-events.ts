import { monthsAt } from "#app/analyst/wave-time.ts";

interface EventMark {
  id: string;
  streetId: string | null;
  happenedOn: string;
  dimension: string | null;
}

/** Events that bear on a chosen figure: its place or around it, its dimension or any. In their order. */
export function bearingEvents<Event extends EventMark>(
  events: readonly Event[],
  { part, domain }: { part: string; domain: string },
  items: readonly { id: string; dimension: string }[],
): Event[] {
  const [kind, id = ""] = part.split("/");
  const dimension = kind === "item" ? items.find((item) => item.id === id)?.dimension : kind === "dimension" ? id : null; // prettier-ignore
  return events.filter(
    (event) =>
      (event.streetId === null || domain === "district" || event.streetId === domain) &&
      (event.dimension === null || dimension === null || event.dimension === dimension),
  );
}

/** Those within the time that a chart shows, numbered as in the list of all that bear on it. */
export function shownEvents(
  events: readonly EventMark[],
  choice: { part: string; domain: string },
  items: readonly { id: string; dimension: string }[],
  times: readonly number[],
  until: number | null,
): { key: string; time: number; number: number }[] {
  if (times.length === 0) return [];
  const [from, to] = [Math.min(...times) - 1, Math.max(...times, until ?? -Infinity) + 1];
  return bearingEvents(events, choice, items)
    .map(({ id, happenedOn }, k) => ({ key: id, time: monthsAt(happenedOn), number: k + 1 }))
    .filter(({ time }) => time >= from && time <= to);
}
