import { useTranslation } from "react-i18next";
import type { CaseView } from "../case-view.ts";
import { localTime } from "../local-time.ts";
import { suggestNextVisit } from "../next-visit.ts";
import type { VisitBody } from "../record-bodies.ts";
import { DoorAppointment } from "./door-appointment.tsx";
import { DoorNewDwelling } from "./door-new-dwelling.tsx";
import { DoorReasons } from "./door-reasons.tsx";
import { DoorRefusal } from "./door-refusal.tsx";
import { useTimes } from "./use-field.ts";
import type { VisitReason } from "#surveys/fieldwork/visit-reasons.ts";
import type { Disposition } from "#surveys/vocabulary.ts";

export type DoorResult = { reason: VisitReason } | { disposition: Disposition };

export interface DoorFormProps {
  view: CaseView;
  timeZone: string;
  onResult: (result: DoorResult, more?: Pick<VisitBody, "appointmentAt" | "note" | "findings">) => void;
}

const ACTIONS = [
  "nobody-home",
  "refusal",
  "appointment",
  "address",
  "no-dwelling",
  "other",
  "new-dwelling",
] as const;
export type DoorAction = (typeof ACTIONS)[number];

const REASONS = {
  address: ["not-found", "does-not-exist"],
  "no-dwelling": ["not-a-dwelling", "vacant", "not-a-dwelling-unsure"],
  other: ["no-access", "ill", "language", "away-whole-period", "eligibility-not-told", "not-safe"],
} as const satisfies Partial<Record<DoorAction, readonly VisitReason[]>>;

/** What happened at the door: one tap for what, one or two more for the rest. */
export function DoorActions({
  action,
  onAction,
  correcting = false,
  ...props
}: DoorFormProps & {
  action: DoorAction | null;
  onAction: (action: DoorAction | null) => void;
  /** What a visit really came to: a dwelling that the listing lacks is none of it. */
  correcting?: boolean;
}) {
  const { t } = useTranslation("field");
  if (!action)
    return (
      <section className="grid gap-2">
        <h2>{t("case.what")}</h2>
        <div className="field-actions">
          {ACTIONS.filter((name) => !correcting || name !== "new-dwelling").map((name) => (
            <button
              key={name}
              type="button"
              className="button button-plain field-big"
              onClick={() => onAction(name)}
            >
              {t(`door.${name}`)}
            </button>
          ))}
        </div>
      </section>
    );
  return (
    <section className="field-card" aria-label={t(`door.${action}`)}>
      <h2>{t(`door.${action}`)}</h2>
      <DoorForm action={action} {...props} />
      <button type="button" className="button button-plain" onClick={() => onAction(null)}>
        {t(correcting ? "door.other-result" : "cancel")}
      </button>
    </section>
  );
}

function DoorForm({ action, ...props }: DoorFormProps & { action: DoorAction }) {
  const { t } = useTranslation("field");
  switch (action) {
    case "nobody-home":
      return <NobodyHome {...props} />;
    case "refusal":
      return <DoorRefusal {...props} />;
    case "appointment":
      return <DoorAppointment {...props} />;
    case "new-dwelling":
      return <DoorNewDwelling {...props} />;
    default:
      return <DoorReasons legend={t("door.addressWhich")} reasons={REASONS[action]} {...props} />;
  }
}

function NobodyHome({ view, timeZone, onResult }: DoorFormProps) {
  const { t } = useTranslation("field");
  const times = useTimes(timeZone);
  const now = localTime(Date.now(), timeZone);
  const made = [...view.visits.map(({ happenedAt }) => localTime(happenedAt, timeZone)), now];
  const next = suggestNextVisit(made, now, view.wave?.endsOn ?? "9999-12-31");
  return (
    <>
      <p>{next ? t("door.suggest", { when: times.visit(next) }) : t("door.noSuggest")}</p>
      <button type="button" className="button field-big" onClick={() => onResult({ reason: "not-home" })}>
        {t("save")}
      </button>
    </>
  );
}
