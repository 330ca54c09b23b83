import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { answerTo, asked } from "./ask-route.ts";
import { action as renew } from "#app/routes/api.field.renew.ts";
import { action as leave } from "#app/routes/api.field.secret.ts";
import { action as revoke, loader as tablets } from "#app/routes/fieldwork.tablets.tsx";
import { action as signOut } from "#app/routes/sign-out.tsx";
import { findViewer, type Viewer } from "#db/queries/find-viewer.ts";
import { giveNewPassword } from "#db/queries/give-new-password.ts";
import { setDisabled } from "#db/queries/set-disabled.ts";
import { newToken } from "#db/queries/session-token.ts";
import { devices, tabletSecrets } from "#db/schema/index.ts";
import { withCity } from "#test/db/with-city.ts";

const here = withCity();

type Body = Record<string, unknown>;

async function ask(run: typeof renew | typeof leave, body: Body, viewer: Viewer | null = null) {
  const args = asked(here.db, { viewer, body: JSON.stringify(body) });
  const context = { ...args.context, publicOrigin: "https://wenjie.example" };
  return answerTo(() => run({ ...args, context } as never));
}

/** A tablet that was unlocked online once. */
async function tablet(viewer = here.city.volunteer) {
  const own = { cityId: here.city.cityId, id: randomUUID(), token: newToken(), deviceId: randomUUID() };
  const secret = Buffer.alloc(32, 7).toString("base64");
  const keep = { deviceId: own.deviceId, secret, renewal: own.token };
  expect((await ask(leave, { id: own.id, keep }, viewer)).status).toBe(200);
  return own;
}

const tryRenewing = async (
  { cityId, id, token }: Awaited<ReturnType<typeof tablet>>,
  viewer: Viewer | null = null,
) => ask(renew, { cityId, id, token }, viewer);

test("a tablet renews its owner's sign-in as often as it must, in the place of whoever was signed in", async () => {
  const own = await tablet();
  const [row] = await here.db.select().from(tabletSecrets);
  expect(Buffer.from(row!.renewalSha256!).toString("base64url")).not.toBe(own.token);
  for (const viewer of [null, here.city.otherVolunteer]) {
    const { status, response } = await tryRenewing(own, viewer);
    expect(status).toBe(200);
    const cookie = response!.headers.get("Set-Cookie")!;
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
    const [cityId, token] = /wenjie_session=([^;]+)/.exec(cookie)![1]!.split(".");
    expect(await findViewer(here.db, cityId!, token!)).toMatchObject({ userId: here.city.volunteer.userId });
  }
});

test("a guessed, strange or another tablet's token renews nothing", async () => {
  const [own, other] = [await tablet(), await tablet(here.city.otherVolunteer)];
  for (const wrong of [
    { token: newToken() },
    { token: other.token },
    { id: other.id },
    { cityId: randomUUID() },
  ])
    expect((await tryRenewing({ ...own, ...wrong })).status).toBe(401);
  expect((await ask(renew, { cityId: "x" })).status).toBe(422);
  // Nobody allows it for somebody else's secret.
  const secret = Buffer.alloc(32, 7).toString("base64");
  const keep = { deviceId: own.deviceId, secret, renewal: newToken() };
  expect((await ask(leave, { id: own.id, keep }, here.city.otherVolunteer)).status).toBe(422);
  expect((await tryRenewing(own)).status).toBe(200);
});

test("signing out there, a new password, being locked out, a blocked tablet and the supervisor's word end it", async () => {
  const { cityId, volunteer, supervisor } = here.city;
  const by = { userId: volunteer.userId, by: supervisor.userId, now: new Date() };
  const ends: ((own: Awaited<ReturnType<typeof tablet>>) => Promise<unknown>)[] = [
    async ({ id }) => {
      const args = asked(here.db, { viewer: volunteer, query: `?tablet=${id}`, form: {} });
      return signOut({ ...args, context: { ...args.context, publicOrigin: "http://localhost" } } as never);
    },
    () => giveNewPassword(here.db, cityId, { ...by, passwordHash: "x" }),
    () => setDisabled(here.db, cityId, { ...by, disabled: true }),
    async ({ deviceId }) => {
      await setDisabled(here.db, cityId, { ...by, disabled: false });
      await here.db.insert(devices).values({ cityId, id: deviceId, blockedAt: new Date() });
    },
    ({ deviceId }) => {
      const form = { revoke: `${volunteer.userId} ${deviceId}` };
      return revoke(asked(here.db, { viewer: supervisor, form }) as never);
    },
  ];
  for (const end of ends) {
    const [own, elsewhere] = [await tablet(), await tablet(here.city.otherVolunteer)];
    await end(own);
    expect((await tryRenewing(own)).status, String(end)).toBe(401);
    expect((await tryRenewing(elsewhere)).status).toBe(200);
  }
});

test("a supervisor sees the tablets of whom they may give work, and ends only theirs", async () => {
  const own = await tablet();
  const list = async (viewer: Viewer) => {
    const args = asked(here.db, { viewer });
    const context = { ...args.context, publicOrigin: "http://localhost" };
    return (await tablets({ ...args, context } as never)).tablets.map(({ deviceId }) => deviceId);
  };
  expect(await list(here.city.supervisor)).toContain(own.deviceId);
  const roles = [{ role: "supervisor" as const, scope: "street" as const, areaId: randomUUID() }];
  const elsewhere = { ...here.city.supervisor, roles };
  expect(await list(elsewhere)).toEqual([]);
  const form = { revoke: `${here.city.volunteer.userId} ${own.deviceId}` };
  expect((await answerTo(() => revoke(asked(here.db, { viewer: elsewhere, form }) as never))).status).toBe(
    403,
  );
  expect((await tryRenewing(own)).status).toBe(200);
});
