import { and, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { users } from "../schema/index.ts";

export async function findUserName(db: Database, cityId: string, userId: string): Promise<string | null> {
  const [user] = await db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.cityId, cityId), eq(users.id, userId)));
  return user?.name ?? null;
}
