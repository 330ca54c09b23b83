import { useEffect } from "react";

/** What takes the place of a long page begins at its top, not where the page was scrolled to. */
export function useTop(): void {
  useEffect(() => window.scrollTo(0, 0), []);
}
