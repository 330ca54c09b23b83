import { Link, type LinkProps } from "@remix-run/react";
import type { ReactNode } from "react";

/** The way to the page above. */
export function BackLink({ to, children }: { to: LinkProps["to"]; children: ReactNode }) {
  return (
    <Link to={to} className="inline-flex min-h-[44px] items-center">
      <span aria-hidden="true">←&nbsp;</span>
      {children}
    </Link>
  );
}
