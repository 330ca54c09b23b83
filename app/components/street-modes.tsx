import { useTranslation } from "react-i18next";
import type { AnalysedStreetPage } from "#app/analyst/read-street.server.ts";
import { ModeTable } from "./mode-table.tsx";

/** A street's share and interviews by way of asking. */
export function StreetModes({ page: { street, view } }: { page: AnalysedStreetPage }) {
  const { t } = useTranslation("streets");
  const { figure } = street;
  return (
    <section>
      <h2>{t("street.modes")}</h2>
      <ModeTable
        figures={[
          { mode: "combined", figure },
          { mode: "household", figure: figure.byMode.household },
          { mode: "intercept", figure: figure.byMode.intercept },
        ]}
        isQuota={view.interceptRule === "quota"}
      />
    </section>
  );
}
