import type { Role } from "#db/schema/people.ts";

/** Who may use a route: everybody, everybody who is signed in, or holders of one of these roles. */
export type Rule = "anyone" | "signed-in" | readonly Role[];

const DESK = ["supervisor", "analyst", "administrator"] as const;
const MANAGE = ["supervisor", "administrator"] as const;
const ANALYSE = ["analyst", "administrator"] as const;
const ADMINISTER = ["administrator"] as const;
const FIELD = ["volunteer", "supervisor", "administrator"] as const;

/**
 * The rule of every route, by route id. Enforced before Remix runs; a route without a rule stops the program at start.
 * Loaders still keep to the viewer's city and to the area that the role holds in.
 */
export const RIGHTS: Readonly<Record<string, Rule>> = {
  root: "anyone",
  "routes/$": "anyone",
  "routes/_index": "anyone",
  "routes/denied": "anyone",
  "routes/language": "anyone",
  "routes/set-up": "anyone",
  "routes/sign-in": "anyone",
  "routes/sign-out": "anyone",

  "routes/waves._index": DESK,
  "routes/waves.$waveId._index": ANALYSE,
  "routes/waves.$waveId.arrivals": ANALYSE,
  "routes/waves.$waveId.report": ANALYSE,
  "routes/waves.$waveId.data._index": ANALYSE,
  "routes/waves.$waveId.data.$file": ANALYSE,
  "routes/waves.$waveId.trends._index": ANALYSE,
  "routes/waves.$waveId.trends.compare": ANALYSE,
  "routes/waves.$waveId.checks": ANALYSE,
  "routes/waves.$waveId.losses": ANALYSE,
  "routes/waves.$waveId.streets._index": ANALYSE,
  "routes/waves.$waveId.streets.$streetId": ANALYSE,
  "routes/waves.$waveId.score": ANALYSE,
  "routes/waves.$waveId.manage": MANAGE,
  "routes/waves.$waveId.quarantine": MANAGE,
  "routes/waves.$waveId.publish": ANALYSE,
  "routes/waves.new": ADMINISTER,
  "routes/waves.$waveId.design": ADMINISTER,
  "routes/waves.$waveId.drawn-units[.]csv": ADMINISTER,

  "routes/fieldwork._index": MANAGE,
  "routes/fieldwork.import": MANAGE,
  "routes/fieldwork.tablets": MANAGE,
  "routes/fieldwork.$waveId": MANAGE,
  "routes/fieldwork.$waveId._index": MANAGE,
  "routes/fieldwork.$waveId.interviews._index": MANAGE,
  "routes/fieldwork.$waveId.interviews.$responseId": MANAGE,
  "routes/fieldwork.$waveId.interviews.$responseId_.photos.$photoId": MANAGE,
  "routes/fieldwork.$waveId.back-checks": MANAGE,
  "routes/fieldwork.$waveId.cases._index": MANAGE,
  "routes/fieldwork.$waveId.cases.assign": MANAGE,
  "routes/fieldwork.$waveId.cases.reserve": MANAGE,
  "routes/fieldwork.$waveId.quotas": MANAGE,
  "routes/fieldwork.$waveId.quarantine._index": MANAGE,
  "routes/fieldwork.$waveId.quarantine.$id": MANAGE,

  "routes/ledger._index": DESK,
  "routes/ledger.new": DESK,
  "routes/ledger.$entryId": DESK,
  "routes/ledger.entries[.]csv": DESK,

  "routes/frame._index": ADMINISTER,
  "routes/frame.templates.$kind[.]csv": ADMINISTER,
  "routes/frame.templates.boundaries[.]geojson": ADMINISTER,
  "routes/frame.uploads.$uploadId._index": ADMINISTER,
  "routes/frame.uploads.$uploadId.problems[.]csv": ADMINISTER,

  "routes/people._index": ADMINISTER,
  "routes/people.invitations": ADMINISTER,
  // The link itself is the right.
  "routes/invite.$token": "anyone",

  "routes/field": FIELD,
  "routes/field._index": FIELD,
  "routes/field.case": FIELD,
  "routes/field.interview": FIELD,
  "routes/field.outbox": FIELD,
  "routes/field.practice": FIELD,
  "routes/field.roster": FIELD,
  "routes/field.session": FIELD,
  "routes/s.$slug": "anyone",
  "routes/results._index": "anyone",
  "routes/results.$slug": "anyone",

  "routes/api.waves.$waveId.estimates": ANALYSE,
  "routes/api.waves.$waveId.losses": ANALYSE,
  "routes/api.waves.$waveId.ranks": ANALYSE,
  "routes/api.waves.$waveId.changes": ANALYSE,
  "routes/api.field.work": FIELD,
  "routes/api.field.secret": FIELD,
  // The sign-in has run out: what the tablet shows says who it is.
  "routes/api.field.renew": "anyone",
  // Citizens answer without an account; whoever is signed in is judged by the record's kind and case.
  "routes/api.$kind": "anyone",
};
