import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** To the ledger's entry that was made of a response, or to the form for one. */
export function LedgerLink({ responseId, entryId }: { responseId: string; entryId: string | null }) {
  const { t } = useTranslation("ledger");
  return (
    <Link
      to={entryId ? `/ledger/${entryId}` : `/ledger/new?response=${responseId}`}
      className="no-print inline-flex min-h-[44px] items-center"
    >
      {entryId ? <span aria-hidden="true">✓&nbsp;</span> : null}
      {t(entryId ? "street.isIn" : "street.putIn")}
    </Link>
  );
}
