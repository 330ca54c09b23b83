import type { FieldStore } from "../open-store.ts";
import { countUnsentByOwner } from "../outbox.ts";
import { activeUser } from "./whose-turn.ts";

export interface OthersUnsent {
  userId: string;
  /** Null for somebody without a PIN, whose name lies with their work. */
  name: string | null;
  count: number;
}

/** What lies here for others to send, each after their own sign-in. */
export async function readOthersUnsent(store: FieldStore): Promise<OthersUnsent[]> {
  const [me, counts] = [await activeUser(store), await countUnsentByOwner(store)];
  const others: OthersUnsent[] = [];
  for (const [userId, count] of counts) {
    if (userId === me) continue;
    const work = await store.get("work", userId);
    const plainName = work && "work" in work ? work.work.user.name : null;
    others.push({ userId, count, name: (await store.get("vaults", userId))?.name ?? plainName });
  }
  return others;
}
