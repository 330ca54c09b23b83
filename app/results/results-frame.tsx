import type { ReactNode } from "react";
import { CannotOpen, CitizenFrame } from "#app/citizen/citizen-frame.tsx";

/** The citizen's room around results. */
export const ResultsFrame = (props: { by: string; children: ReactNode }) => (
  <CitizenFrame className="results" {...props} />
);

/** What every failure of these pages says. */
export const ResultsError = () => (
  <ResultsFrame by="">
    <CannotOpen words="results" />
  </ResultsFrame>
);
