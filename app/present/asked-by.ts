import type { ShouldRevalidateFunction } from "@remix-run/react";

/**
 * For a route whose data rests on these parameters of its address alone: others sort and filter what is there, and the
 * server need not be asked again.
 */
export const askedBy =
  (...params: string[]): ShouldRevalidateFunction =>
  ({ currentUrl, nextUrl, formAction, defaultShouldRevalidate }) => {
    const isElsewhere = currentUrl.pathname !== nextUrl.pathname;
    // The same address: somebody wants to see what is new.
    if (formAction || isElsewhere || currentUrl.search === nextUrl.search) return defaultShouldRevalidate;
    const valuesOf = ({ searchParams }: URL) =>
      JSON.stringify(params.map((param) => searchParams.getAll(param)));
    return valuesOf(currentUrl) === valuesOf(nextUrl) ? false : defaultShouldRevalidate;
  };
