import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instantOf, localTime } from "../local-time.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import type { DoorFormProps } from "./door-actions.tsx";
import { useTimes } from "./use-field.ts";

const DAYS = 7;
const HOURS = Array.from({ length: 13 }, (_, i) => 9 + i);

/** A day and an hour in two taps, and a third to record them. */
export function DoorAppointment({ view, timeZone, onResult }: DoorFormProps) {
  const { t } = useTranslation("field");
  const times = useTimes(timeZone);
  const now = localTime(Date.now(), timeZone);
  const days = daysFrom(now.slice(0, 10), view.wave?.endsOn ?? "9999-12-31");
  const [day, setDay] = useState<string | null>(null);
  const [hour, setHour] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const label = (date: string, i: number) =>
    i < 2 ? `${t(i === 0 ? "door.today" : "door.tomorrow")}` : times.calendarDay(date);
  const save = () => {
    if (!day || !hour) return setAsked(true);
    const appointmentAt = new Date(instantOf(`${day}T${hour}`, timeZone)).toISOString();
    onResult({ reason: "appointment" }, { appointmentAt });
  };
  const hours = HOURS.flatMap((h) => [`${h}:00`, `${h}:30`])
    .map((text) => text.padStart(5, "0"))
    .filter((text) => day !== days[0] || text > now.slice(11, 16));
  return (
    <>
      <ChoiceButtons
        legend={t("door.day")}
        value={day}
        onChoose={setDay}
        choices={days.map((value, i) => ({ value, label: label(value, i) }))}
      />
      {day ? (
        <div className="field-hours">
          <ChoiceButtons
            legend={t("door.time")}
            value={hour}
            onChoose={setHour}
            choices={hours.map((value) => ({ value, label: value }))}
          />
        </div>
      ) : null}
      {asked && (!day || !hour) ? (
        <p role="alert" className="font-semibold text-stop">
          {t("door.appointmentPick")}
        </p>
      ) : null}
      <button type="button" className="button field-big" onClick={save}>
        {t("save")}
      </button>
    </>
  );
}

/** The next week, as far as the wave goes; today in any case. */
function daysFrom(today: string, lastDay: string): string[] {
  const ahead = Array.from({ length: DAYS }, (_, i) =>
    new Date(Date.parse(`${today}T00:00Z`) + i * 86_400_000).toISOString().slice(0, 10),
  );
  return ahead.filter((day, i) => i === 0 || day <= lastDay);
}
