import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { Position } from "./position.ts";
import type { Photo, RecordKind } from "./record-bodies.ts";
import type { SessionState } from "./session-counter.ts";
import type { StoredVault } from "./vault/stored-vault.ts";
import type { FieldWork } from "./work-types.ts";
import type { QuestionnaireAnswers } from "#app/components/questionnaire-model.ts";
import type { ScreenTimes } from "#app/components/questionnaire-screen-times.ts";
import type { Language, Mode } from "#surveys/vocabulary.ts";

/**
 * `waiting`: in the outbox. `attention`: the server will not take these bytes; kept for a person to look at.
 * `sent` and `quarantined`: the server has it; kept here until fresh work shows it.
 */
export type RecordState = "waiting" | "attention" | "sent" | "quarantined";

/** A record in the outbox, with the exact bytes that every attempt sends. */
export interface StoredRecord {
  /** Order of making, given by the store. */
  position?: number;
  id: string;
  /** Only sent while this person is signed in. */
  ownerId: string;
  kind: RecordKind;
  /** As they are sent; on the device itself encrypted where `sealed` says so. */
  bytes: Uint8Array;
  sealed?: boolean;
  /** Of counts: the session that they belong to. */
  sessionId?: string;
  /** Counts that were corrected or correct others: later ones do not take their place. */
  lasting?: boolean;
  state: RecordState;
  attempts: number;
  madeAt: number;
  settledAt: number | null;
  /** Quarantine reason, or what the server found wrong. */
  problem: string | null;
}

/** An interview that is under way. */
export interface Draft {
  /** The id that its response will have. */
  id: string;
  ownerId: string;
  waveId: string;
  mode: Mode;
  caseId: string;
  sessionId: string | null;
  questionnaireVersionId: string;
  answers: QuestionnaireAnswers;
  /** Where to reopen: the place of the page on the screen among those visible. */
  pageNo: number;
  screenTimes: ScreenTimes;
  /** When the person said that they take part; absent: not asked yet. */
  agreedAt?: string;
  /** The interviewer's own words, never shown to whoever answers. */
  notes?: string;
  photos?: Photo[];
  /** Where it began, if that may be stored and was found out. */
  position?: Position;
  language: Language;
  startedAt: string;
  updatedAt: number;
  /** A finished interview that this one puts right, and when that was held. */
  corrects?: { id: string; reason: string; completedAt: string };
}

/** Encrypted, with what must be known without its owner's PIN. */
export interface SealedDraft {
  id: string;
  ownerId: string;
  updatedAt: number;
  sealed: Uint8Array;
}

export interface StoredSession extends SessionState {
  ownerId: string;
  /** The totals that went to the outbox last: what a correction names. */
  countsId?: string;
}

export interface SealedSession {
  id: string;
  ownerId: string;
  sealed: Uint8Array;
}

export interface StoredWork {
  userId: string;
  work: FieldWork;
  fetchedAt: number;
}

export interface SealedWork {
  userId: string;
  sealed: Uint8Array;
  fetchedAt: number;
}

interface FieldSchema extends DBSchema {
  records: { key: number; value: StoredRecord; indexes: { id: string; owner: string } };
  drafts: { key: string; value: Draft | SealedDraft; indexes: { owner: string } };
  sessions: { key: string; value: StoredSession | SealedSession; indexes: { owner: string } };
  work: { key: string; value: StoredWork | SealedWork };
  questionnaires: { key: string; value: { versionId: string; definition: Record<string, unknown> } };
  settings: { key: string; value: unknown };
  vaults: { key: string; value: StoredVault };
}

export type FieldStore = IDBPDatabase<FieldSchema>;
export type FieldTransaction = IDBPTransaction<
  FieldSchema,
  ("records" | "drafts" | "sessions")[],
  "readwrite"
>;

/** Opens the tablet's own database. Its bytes outlive the page, the browser and the battery. */
export function openStore(name = "wenjie-field"): Promise<FieldStore> {
  return openDB<FieldSchema>(name, 2, {
    upgrade(store, oldVersion) {
      if (oldVersion < 1) {
        const records = store.createObjectStore("records", { keyPath: "position", autoIncrement: true });
        records.createIndex("id", "id", { unique: true });
        records.createIndex("owner", "ownerId");
        store.createObjectStore("drafts", { keyPath: "id" }).createIndex("owner", "ownerId");
        store.createObjectStore("sessions", { keyPath: "id" }).createIndex("owner", "ownerId");
        store.createObjectStore("work", { keyPath: "userId" });
        store.createObjectStore("questionnaires", { keyPath: "versionId" });
        store.createObjectStore("settings");
      }
      if (oldVersion < 2) store.createObjectStore("vaults", { keyPath: "userId" });
    },
    // A newer version of the app waits in another tab: let it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}
