import type { FieldStore } from "./open-store.ts";
import { readSetting, writeSetting } from "./settings.ts";

/** Whether this volunteer reads large text on this device. */
export async function readsBigText(store: FieldStore, userId: string): Promise<boolean> {
  return (await readSetting(store, "bigText"))?.[userId] ?? false;
}

/** Keeps the choice, each volunteer's own on a shared tablet, and shows it at once. */
export async function chooseBigText(store: FieldStore, userId: string, big: boolean): Promise<void> {
  showBigText(big);
  await writeSetting(store, "bigText", { ...(await readSetting(store, "bigText")), [userId]: big });
}

export function showBigText(big: boolean): void {
  document.documentElement.dataset.text = big ? "big" : "";
}
