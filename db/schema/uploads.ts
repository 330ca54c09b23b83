import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { cities, districts } from "./areas.ts";
import { bytes, cityId, createdAt, id, moment } from "./columns.ts";

export const UPLOAD_KINDS = [
  "streets",
  "communities",
  "dwellings",
  "sites",
  "population",
  "boundaries",
] as const;
export type UploadKind = (typeof UPLOAD_KINDS)[number];

/** What a check of an uploaded list found; problems name the row of the file (1 is the heading) and the column. */
export interface UploadReport {
  encoding: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  problemCount: number;
  /** The first of them. */
  problems: { row: number | null; column: string | null; code: string; values: Record<string, string> }[];
  /** The first rows as they would be imported, for a look. */
  sample: Record<string, string>[];
  /** Rows that the city has and the list has not; they stay. */
  left: number;
  /** Headings that are not understood. */
  ignored: string[];
  /** Why the last step did not end: `interrupted`, `broken`, or `outdated` when the city had changed since the check. */
  failure?: string;
}

/** A list of the frame, uploaded and checked; it changes nothing until it is imported, which is all or nothing. */
export const frameUploads = pgTable(
  "frame_uploads",
  {
    cityId: cityId(),
    id: id(),
    districtId: uuid("district_id").notNull(),
    kind: text("kind", { enum: UPLOAD_KINDS }).notNull(),
    fileName: text("file_name").notNull(),
    sha256: bytes("sha256").notNull(),
    /** Emptied once it is imported or given up. */
    body: bytes("body"),
    state: text("state", {
      enum: ["checking", "checked", "importing", "imported", "failed", "cancelled"],
    }).notNull(),
    /** Rows done of the step that is under way. */
    progress: integer("progress").notNull().default(0),
    total: integer("total").notNull().default(0),
    report: jsonb("report").$type<UploadReport>(),
    uploadedBy: uuid("uploaded_by"),
    createdAt: createdAt(),
    importedAt: moment("imported_at"),
  },
  (t) => [
    primaryKey({ columns: [t.cityId, t.id] }),
    index().on(t.cityId, t.districtId, t.createdAt),
    foreignKey({ columns: [t.cityId], foreignColumns: [cities.id] }),
    foreignKey({ columns: [t.cityId, t.districtId], foreignColumns: [districts.cityId, districts.id] }),
  ],
);
