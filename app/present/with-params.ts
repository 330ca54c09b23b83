/** The address of the same page with some parameters changed; null takes one away. */
export function withParams(search: URLSearchParams, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "." : `?${text}`;
}
