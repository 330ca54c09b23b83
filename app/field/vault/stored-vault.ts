import type { WrongPins } from "./wrong-pins.ts";

/** What opens one volunteer's data on this device: useless without the PIN or the secret that the server keeps. */
export interface StoredVault {
  userId: string;
  /** The server's name for the secret. */
  id: string;
  name: string;
  salt: Uint8Array;
  iterations: number;
  /** The data key, wrapped twice. */
  byPin: Uint8Array;
  bySecret: Uint8Array;
  /** The secret itself, sealed with the data key: to be handed to the server, and to sign copies. */
  secret: Uint8Array;
  /** The server said that it keeps the secret. */
  kept: boolean;
  /** What renews the sign-in after unlocking, sealed with the data key. Absent until asked for, or once it was refused. */
  renewal?: { cityId: string; token: Uint8Array; kept: boolean };
  wrongPins: WrongPins;
}
