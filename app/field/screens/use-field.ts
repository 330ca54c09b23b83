import { useRevalidator, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice, lockDevice, type FieldDevice } from "../field-device.ts";
import { localTime } from "../local-time.ts";
import type { NextVisit } from "../next-visit.ts";
import type { FieldDay } from "../read-day.ts";
import { onStoreChange } from "../store-events.ts";
import type { SyncState } from "../sync.ts";
import { watchIdle } from "../vault/auto-lock.ts";
import type { Turn } from "../vault/whose-turn.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** What this device knows of the day. Pages below the field layout are only shown when there is something. */
export function useDay(): FieldDay {
  const data = useRouteLoaderData("routes/field") as { day: FieldDay | null } | undefined;
  if (!data?.day) throw new Error("a field page was shown without the day's work");
  return data.day;
}

/** Whose data the pages show; undefined before the device was read. */
export function useTurn(): Turn | undefined {
  return (useRouteLoaderData("routes/field") as { turn: Turn } | undefined)?.turn;
}

/** The device, once it is open: at once on every page but the first. */
export function useDevice(): FieldDevice | null {
  const [device, set] = useState<FieldDevice | null>(null);
  useEffect(() => {
    let shown = true;
    void fieldDevice().then((opened) => shown && set(opened));
    return () => {
      shown = false;
    };
  }, []);
  return device;
}

const BEFORE: SyncState = {
  unsent: 0,
  attention: 0,
  busy: false,
  reachable: null,
  signedOut: false,
  otherSignedIn: false,
  notAllowed: false,
  lastSync: null,
  clockOffset: null,
};
const never = () => () => undefined;

export function useSyncState(device: FieldDevice | null): SyncState {
  return useSyncExternalStore(
    device?.sync.subscribe ?? never,
    device?.sync.read ?? (() => BEFORE),
    () => BEFORE,
  );
}

/** Reads the day again whenever something in the store changed. */
export function useFreshDay(): void {
  const { revalidate } = useRevalidator();
  useEffect(() => onStoreChange(revalidate), [revalidate]);
}

/** Locks a tablet that was left alone while somebody's data were open. */
export function useAutoLock(device: FieldDevice | null, turn: Turn): void {
  const open = turn.kind === "user" && !turn.plain;
  useEffect(() => {
    if (device && open) return watchIdle(() => void lockDevice(device));
  }, [device, open]);
}

/** Whether the device has a network at all; whether the server can be reached is another question. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener("online", listener);
      window.addEventListener("offline", listener);
      return () => {
        window.removeEventListener("online", listener);
        window.removeEventListener("offline", listener);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}

/** Times and days as people here say them, in the city's time. */
export function useTimes(timeZone: string) {
  const { t, i18n } = useTranslation("field");
  const language = i18n.language as Language;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone, ...options });
  const day = (instant: string | number | Date) =>
    format({ month: "short", day: "numeric", weekday: "short" }).format(new Date(instant));
  const time = (instant: string | number) =>
    format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
  /** A calendar day, "2026-06-13". */
  const calendarDay = (date: string) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      timeZone: "UTC",
      month: "short",
      day: "numeric",
      weekday: "short",
    }).format(new Date(`${date}T00:00Z`));
  const when = (instant: string | number) => {
    const sameDay =
      localTime(instant, timeZone).slice(0, 10) === localTime(Date.now(), timeZone).slice(0, 10);
    return sameDay ? t("day.todayAt", { time: time(instant) }) : `${day(instant)} ${time(instant)}`;
  };
  const visit = ({ day: date, part }: NextVisit) => {
    const today = localTime(Date.now(), timeZone).slice(0, 10);
    if (date === today) return t(`day.today.${part}`);
    return t("day.other", { day: calendarDay(date), part: t(`day.${part}`) });
  };
  return { day, time, when, calendarDay, visit };
}
