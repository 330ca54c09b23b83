import { Link, useSearchParams } from "@remix-run/react";
import { withParams } from "#app/present/with-params.ts";

interface ChoiceLinksProps {
  label: string;
  /** Parameter of the address; without it the first choice is made. */
  param: string;
  chosen: string;
  choices: readonly { value: string; label: string }[];
}

/** A choice of how a page is to be read, made by links: it has an address and works without a script. */
export function ChoiceLinks({ label, param, chosen, choices }: ChoiceLinksProps) {
  const [search] = useSearchParams();
  return (
    <nav aria-label={label} className="flex flex-wrap items-center">
      <span className="mr-2 text-ink-soft">{label}</span>
      {choices.map(({ value, label: text }, i) => (
        <Link
          key={value}
          to={withParams(search, { [param]: i === 0 ? null : value })}
          aria-current={value === chosen ? "page" : undefined}
          preventScrollReset
          className="quiet"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
