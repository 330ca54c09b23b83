import * as backChecks from "#app/routes/fieldwork.$waveId.back-checks.tsx";
import * as cases from "#app/routes/fieldwork.$waveId.cases._index.tsx";
import * as assign from "#app/routes/fieldwork.$waveId.cases.assign.tsx";
import * as reserve from "#app/routes/fieldwork.$waveId.cases.reserve.tsx";
import * as interviews from "#app/routes/fieldwork.$waveId.interviews._index.tsx";
import * as interview from "#app/routes/fieldwork.$waveId.interviews.$responseId.tsx";
import * as quarantine from "#app/routes/fieldwork.$waveId.quarantine._index.tsx";
import * as quarantined from "#app/routes/fieldwork.$waveId.quarantine.$id.tsx";
import * as quotas from "#app/routes/fieldwork.$waveId.quotas.tsx";
import * as room from "#app/routes/fieldwork.$waveId.tsx";
import * as overview from "#app/routes/fieldwork.$waveId._index.tsx";
import * as frame from "#app/routes/frame._index.tsx";
import * as upload from "#app/routes/frame.uploads.$uploadId._index.tsx";
import * as problems from "#app/routes/frame.uploads.$uploadId.problems[.]csv.ts";
import * as people from "#app/routes/people._index.tsx";
import * as invitations from "#app/routes/people.invitations.tsx";
import * as design from "#app/routes/waves.$waveId.design.tsx";
import * as drawnUnits from "#app/routes/waves.$waveId.drawn-units[.]csv.ts";
import * as newWave from "#app/routes/waves.new.tsx";
import { QUOTA_KEYS } from "#surveys/fieldwork/quota-cells.ts";
import type { FormFields, asked } from "./ask-route.ts";
import type { BusyCity, BusyStreet } from "./busy-city.ts";

type Handler = (args: ReturnType<typeof asked>) => unknown;

/** A route's loader or action with what it is asked for in one street of a city. */
export interface DeskRoute {
  name: string;
  handler: Handler;
  /** Administrators only. */
  administers: boolean;
  params: (city: BusyCity, street: BusyStreet) => Record<string, string>;
  /** A form that its action takes. */
  form?: (city: BusyCity, street: BusyStreet) => FormFields;
}

const ofWave: DeskRoute["params"] = ({ waveId }) => ({ waveId });
const ofInterview: DeskRoute["params"] = ({ waveId }, { responseId }) => ({ waveId, responseId });
const ofRecord: DeskRoute["params"] = ({ waveId }, { quarantineId }) => ({ waveId, id: quarantineId });
const ofUpload: DeskRoute["params"] = ({ uploadId }) => ({ uploadId });
const nothing: DeskRoute["params"] = () => ({});

const route = (
  name: string,
  handler: Handler,
  params: DeskRoute["params"],
  administers = false,
  form?: DeskRoute["form"],
): DeskRoute => ({ name, handler, params, administers, ...(form ? { form } : {}) });

export const LOADERS: DeskRoute[] = [
  route("room", room.loader, ofWave),
  route("overview", overview.loader, ofWave),
  route("cases", cases.loader, ofWave),
  route("assign", assign.loader, ofWave),
  route("reserve", reserve.loader, ofWave),
  route("interviews", interviews.loader, ofWave),
  route("interview", interview.loader, ofInterview),
  route("back-checks", backChecks.loader, ofWave),
  route("quotas", quotas.loader, ofWave),
  route("quarantine", quarantine.loader, ofWave),
  route("quarantined", quarantined.loader, ofRecord),
  route("frame", frame.loader, nothing, true),
  route("people", people.loader, nothing, true),
  route("invitations", invitations.loader, nothing, true),
  route("upload", upload.loader, ofUpload, true),
  route("problems", problems.loader, ofUpload, true),
  route("new-wave", newWave.loader, nothing, true),
  route("design", design.loader, ofWave, true),
  route("drawn-units", drawnUnits.loader, ofWave, true),
];

const six = Object.fromEntries(QUOTA_KEYS.map((key) => [key, "3"]));

export const ACTIONS: DeskRoute[] = [
  route("cases", cases.action, ofWave, false, ({ ownHouseholds, otherHouseholds }, street) => {
    const homes = [ownHouseholds, otherHouseholds].find((each) => each[0]!.id === street.home.id)!;
    return { case: `${homes[2]!.id} ${homes[2]!.assignedTo}`, to: "nobody", intent: "chosen" };
  }),
  route("assign", assign.action, ofWave, false, () => ({ fingerprint: "x" })),
  route("reserve", reserve.action, ofWave, false, (_, { streetId }) => ({
    street: streetId,
    replicate: "1",
  })),
  route("interview", interview.action, ofInterview, false, () => ({ decision: "accept", reason: "fine" })),
  route("back-checks", backChecks.action, ofWave, false, (_, { responseId }) => ({
    ...{ responseId, outcome: "held", note: "n" },
  })),
  route("quotas", quotas.action, ofWave, false, (_, { streetId }) => ({ intent: "type", streetId, ...six })),
  route("quarantined", quarantined.action, ofRecord, false, () => ({ decision: "discard", reason: "twice" })),
  route("frame", frame.action, nothing, true, () => ({
    ...{ intent: "district", code: "new", nameZh: "新区", nameEn: "New" },
  })),
  route("people", people.action, nothing, true, () => ({
    ...{ intent: "add", login: "new", name: "New", role: "volunteer", where: "city" },
  })),
  route("invitations", invitations.action, nothing, true, () => ({
    ...{ intent: "one", login: "guest", name: "Guest", role: "volunteer", where: "city" },
  })),
  route("upload", upload.action, ofUpload, true, () => ({ intent: "give-up" })),
  route("new-wave", newWave.action, nothing, true, ({ districtId, versionId }) => ({
    ...{ districtId, versionId, nameZh: "七月", nameEn: "July", code: "new" },
    ...{ startsOn: "2026-07-01", endsOn: "2026-07-14", targetShare: "16.5", slug: "" },
  })),
  route("design", design.action, ofWave, true, () => ({ intent: "save" })),
];
