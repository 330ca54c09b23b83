import { CannotOpen, CitizenFrame } from "#app/citizen/citizen-frame.tsx";

/** What every failure of an invitation's page says; the link stays as it was. */
export const InviteError = () => (
  <CitizenFrame by="">
    <CannotOpen words="invite" />
  </CitizenFrame>
);
