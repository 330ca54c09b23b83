import { useLocation } from "@remix-run/react";
import { useEffect, useSyncExternalStore } from "react";
import {
  holdVersion,
  keepAppOnDevice,
  NO_VERSION,
  onAppVersion,
  readAppVersion,
  type AppVersion,
} from "../app-version.ts";

/** Where a questionnaire may be on the screen. */
const QUESTIONNAIRES = ["/field/interview", "/field/practice"];

/** The app on this device and the version that waits; none takes over while a questionnaire is on the screen. */
export function useAppVersion(wanted: boolean): AppVersion {
  const { pathname } = useLocation();
  const busy = QUESTIONNAIRES.includes(pathname);
  useEffect(() => {
    if (wanted) keepAppOnDevice();
  }, [wanted]);
  useEffect(() => (busy ? holdVersion() : undefined), [busy]);
  return useSyncExternalStore(onAppVersion, readAppVersion, () => NO_VERSION);
}
