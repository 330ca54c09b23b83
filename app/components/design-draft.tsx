import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cannotBeDrawn } from "#app/design/missing-lists.ts";
import type { PageOf } from "#app/design/read-design-page.server.ts";
import { DesignCosts } from "./design-costs.tsx";
import { DesignForm } from "./design-form.tsx";
import { DesignMargins } from "./design-margins.tsx";
import { DesignMissing } from "./design-missing.tsx";

/** The design of a draft: what is asked for on the left, what can be expected of it on the right. */
export function DesignDraft({ waveId, page }: { waveId: string; page: PageOf<"draft"> }) {
  const { t } = useTranslation("design");
  const { design, isSaved, missing, streets } = page;
  const blocked = streets === 0 || missing.some(cannotBeDrawn);
  return (
    <>
      <div className="mt-4 flex flex-wrap items-baseline justify-between gap-x-8">
        <p className="max-w-[800px] text-ink-soft">{t("lead")}</p>
        <Link to="?step=details" className="inline-flex min-h-[44px] items-center">
          {t("details.change")}
        </Link>
      </div>
      <div className="mt-4 grid gap-x-8 gap-y-8 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)]">
        <DesignForm page={page} />
        <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
          {design ? (
            <>
              {design.reached ? null : (
                <p className="note note-attention">{t(`notReached.${page.inputs.goal}`)}</p>
              )}
              {isLeastEnough(page) ? <p className="note">{t("leastEnough")}</p> : null}
              <DesignMargins design={design} />
              <DesignCosts cost={design.cost} lambda={design.lambda} />
            </>
          ) : (
            <div className="note">
              <h2>{t("empty.title")}</h2>
              <p className="mt-1">{t("empty.text")}</p>
              <p className="mt-2">
                <Link to="/frame">{t("toFrame")}</Link>
              </p>
            </div>
          )}
          <DesignMissing missing={missing} />
          {design ? (
            <section className="border-t-2 border-ink pt-4">
              <h2>{t("next.title")}</h2>
              <p className="mt-1">{t(blocked ? "next.blocked" : isSaved ? "next.saved" : "next.unsaved")}</p>
              <p className="mt-4 flex flex-wrap gap-2">
                <button
                  form="design"
                  formMethod="post"
                  name="intent"
                  value="save"
                  className={isSaved ? "button button-plain" : "button"}
                >
                  {t("next.save")}
                </button>
                {isSaved && !blocked ? (
                  <Link to={`/waves/${waveId}/design?step=draw`} className="button">
                    {t("next.draw")}
                  </Link>
                ) : null}
              </p>
            </section>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** A margin was asked for, and the least numbers of communities and sessions alone give a better one. */
function isLeastEnough({ design, inputs }: PageOf<"draft">): boolean {
  const { goal, margin, leastCommunities, leastSessions } = inputs;
  return (
    goal === "margin" &&
    design !== null &&
    design.streets.every(
      ({ communities, sessions, expected }) =>
        communities.drawn <= leastCommunities &&
        sessions <= leastSessions &&
        expected.combined.margin < 0.99 * margin,
    )
  );
}
