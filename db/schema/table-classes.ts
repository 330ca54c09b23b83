/**
 * Where each table lives when the database is distributed, declared in this one place.
 *
 * - `city`: distributed by `city_id`, which is part of every primary key, unique key and foreign key to another city table.
 * - `reference`: copied to every node; may not point at a city table.
 * - `local`: stays on the coordinator; nothing distributed may point at it.
 */
export type TableClass = "city" | "reference" | "local";

export const TABLE_CLASSES: Readonly<Record<string, TableClass>> = {
  cities: "reference",
  public_links: "reference",
  questionnaires: "reference",
  questionnaire_versions: "reference",
  scoring_sheets: "reference",

  districts: "city",
  streets: "city",
  communities: "city",
  dwellings: "city",
  dwelling_addresses: "city",
  sites: "city",
  slots: "city",
  site_slots: "city",
  control_totals: "city",
  area_covariates: "city",

  waves: "city",
  draws: "city",
  drawn_units: "city",

  records: "city",
  quarantine: "city",
  cases: "city",
  assignments: "city",
  visits: "city",
  field_findings: "city",
  rosters: "city",
  intercept_sessions: "city",
  session_events: "city",
  intercept_counts: "city",
  corrections: "city",
  responses: "city",
  response_photos: "city",

  frame_uploads: "city",
  reviews: "city",
  back_checks: "city",
  quota_cells: "city",
  quota_reservations: "city",

  weighting_runs: "city",
  response_weights: "city",
  published_estimates: "city",
  year_scores: "city",
  wave_series: "city",
  wave_series_parts: "city",
  events: "city",
  ledger_entries: "city",

  users: "city",
  user_roles: "city",
  sessions: "city",
  invitations: "city",
  devices: "city",
  tablet_secrets: "city",
  copy_keys: "city",
  audit_log: "city",
};
