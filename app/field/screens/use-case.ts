import { useSearchParams } from "@remix-run/react";
import type { CaseView } from "../case-view.ts";
import { useDay } from "./use-field.ts";

/** The case that the address names: `?id=`. */
export function useCase(): CaseView | null {
  const [search] = useSearchParams();
  const { cases } = useDay();
  return cases.find(({ id }) => id === search.get("id")) ?? null;
}
