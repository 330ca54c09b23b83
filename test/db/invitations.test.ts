import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { hashPassword, passwordMatches } from "#db/passwords.ts";
import { acceptInvitation } from "#db/queries/accept-invitation.ts";
import { addPerson } from "#db/queries/add-person.ts";
import { cancelInvitation } from "#db/queries/cancel-invitations.ts";
import { findViewer } from "#db/queries/find-viewer.ts";
import { giveNewPassword } from "#db/queries/give-new-password.ts";
import { type Invitee, makeInvitations } from "#db/queries/make-invitations.ts";
import { makePasswordLink } from "#db/queries/make-password-link.ts";
import { findInvitation, listInvitations, readInvitationsOf } from "#db/queries/read-invitations.ts";
import { renewInvitation } from "#db/queries/renew-invitation.ts";
import { setDisabled } from "#db/queries/set-disabled.ts";
import { hashToken, newToken } from "#db/queries/session-token.ts";
import { signIn } from "#db/queries/sign-in.ts";
import { allowRenewal } from "#db/queries/sign-in-renewal.ts";
import { keepTabletSecret } from "#db/queries/tablet-secret.ts";
import { INVITATION_DAYS } from "#db/queries/write-invitation.ts";
import { auditLog, invitations, tabletSecrets, users } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCity } from "./tiny-city.ts";
import { withCity } from "./with-city.ts";

const here = withCity();
let foreign: TinyCity;
let passwordHash: string;

beforeAll(async () => {
  foreign = await makeTinyCity(here.db);
  passwordHash = await hashPassword("my own password");
});

const NOW = new Date("2026-06-10T08:00:00Z");
const after = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const maker = (now = NOW) => ({ by: here.city.supervisor.userId, now });

const volunteer = (login: string, more: Partial<Invitee> = {}): Invitee => ({
  ...{ login, name: "李明", role: "volunteer", scope: "district", areaId: here.city.districtId, ...more },
});

async function invite(login: string, more: Partial<Invitee> = {}) {
  const answer = await makeInvitations(here.db, here.city.cityId, [volunteer(login, more)], maker());
  if (!("made" in answer)) throw new Error(`${login} is taken`);
  return answer.made[0]!;
}

const accept = (token: string, now = NOW, cityId = here.city.cityId, db = here.db) =>
  acceptInvitation(db, cityId, { token, passwordHash, userAgent: null, now });
const stateOf = async (token: string, now = NOW) =>
  (await findInvitation(here.db, here.city.cityId, token, now))?.state ?? "unknown";
const enter = (login: string, password: string) =>
  signIn(here.db, here.city.cityId, { login, password, userAgent: null, now: NOW });
const peopleNamed = (login: string) =>
  here.db
    .select()
    .from(users)
    .where(and(eq(users.cityId, here.city.cityId), eq(users.login, login)));

test("of an invitation only the token's hash is stored, and the link says who invites whom to what", async () => {
  const { id, token } = await invite("hash");
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  const [row] = await here.db.select().from(invitations).where(eq(invitations.id, id));
  expect(Buffer.from(row!.tokenSha256)).toEqual(Buffer.from(hashToken(token)));
  expect(JSON.stringify(row)).not.toContain(token);
  const written = await here.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
  expect(written).toMatchObject([{ action: "invite-person", userId: here.city.supervisor.userId }]);
  expect(JSON.stringify(written)).not.toContain(token);
  expect(await findInvitation(here.db, here.city.cityId, token, NOW)).toEqual({
    ...{ id, purpose: "join", login: "hash", name: "李明", by: "boss", state: "open" },
    roles: [{ role: "volunteer", district: { nameZh: "小区", nameEn: "Tiny District" }, street: null }],
    expiresAt: after(INVITATION_DAYS),
  });
});

test("who accepts is made with the role, is signed in, and signs in with the password chosen", async () => {
  const { token } = await invite("chosen");
  expect(await enter("chosen", "my own password")).toBeNull();
  const accepted = await accept(token);
  if (accepted.status !== "accepted") throw new Error(accepted.status);
  expect(accepted.roles).toEqual([{ role: "volunteer" }]);
  const viewer = await findViewer(here.db, here.city.cityId, accepted.session, NOW);
  const roles = [{ role: "volunteer", scope: "district", areaId: here.city.districtId }];
  expect(viewer).toMatchObject({ userId: accepted.userId, login: "chosen", name: "李明", roles });
  expect(await enter("chosen", "my own password")).not.toBeNull();
  expect(await accept(token)).toEqual({ status: "used" });
  expect(await stateOf(token)).toBe("used");
});

test("a link ends after seven days to the millisecond, and an ended one makes nobody", async () => {
  const { token } = await invite("late");
  expect(await stateOf(token, new Date(after(INVITATION_DAYS).getTime() - 1))).toBe("open");
  expect(await stateOf(token, after(INVITATION_DAYS))).toBe("expired");
  expect(await accept(token, after(INVITATION_DAYS))).toEqual({ status: "expired" });
  expect(await peopleNamed("late")).toEqual([]);
});

test("of eight who accept at once, one joins and seven are told that the link was used", async () => {
  const { token } = await invite("race");
  const connections = Array.from({ length: 8 }, () => connect(here.url, { max: 1 }));
  const answers = await Promise.all(connections.map(({ db }) => accept(token, NOW, here.city.cityId, db)));
  await Promise.all(connections.map((connection) => connection.close()));
  expect(answers.map(({ status }) => status).sort()).toEqual(["accepted", ...Array<string>(7).fill("used")]);
  expect(await peopleNamed("race")).toHaveLength(1);
});

test("a cancelled link opens nothing, and cancels once", async () => {
  const { id, token } = await invite("cancelled");
  const { cityId } = here.city;
  expect(await cancelInvitation(here.db, foreign.cityId, id, maker())).toBe(false);
  expect(await cancelInvitation(here.db, cityId, id, maker())).toBe(true);
  expect(await cancelInvitation(here.db, cityId, id, maker())).toBe(false);
  expect(await renewInvitation(here.db, cityId, id, maker())).toBeNull();
  expect(await accept(token)).toEqual({ status: "cancelled" });
  expect(await peopleNamed("cancelled")).toEqual([]);
  expect((await invite("cancelled")).token).not.toBe(token);
});

test("a new link replaces the old one, also one that ran out, and keeps what it is for", async () => {
  const { id, token } = await invite("renewed", { role: "analyst", scope: "city", areaId: null });
  const { cityId } = here.city;
  const fresh = await renewInvitation(here.db, cityId, id, maker(after(10)));
  expect(await accept(token, after(10))).toEqual({ status: "cancelled" });
  expect(await findInvitation(here.db, cityId, fresh!.token, after(10))).toMatchObject({
    ...{ login: "renewed", state: "open", expiresAt: after(10 + INVITATION_DAYS) },
    roles: [{ role: "analyst", district: null, street: null }],
  });
  const listed = (await listInvitations(here.db, cityId, after(10))).filter(
    ({ login }) => login === "renewed",
  );
  expect(listed.map((each) => each.id)).toEqual([fresh!.id]);
});

test("in another city a token is unknown, and what could not be one is not looked up", async () => {
  const { token } = await invite("elsewhere");
  expect(await findInvitation(here.db, foreign.cityId, token, NOW)).toBeNull();
  expect(await accept(token, NOW, foreign.cityId)).toEqual({ status: "unknown" });
  for (const odd of ["", "x", newToken(), `${token}x`, "' or 1=1", "x".repeat(100_000)])
    expect(await accept(odd)).toEqual({ status: "unknown" });
  expect(await accept(token, NOW, "no-city")).toEqual({ status: "unknown" });
  expect((await listInvitations(here.db, foreign.cityId, NOW)).map(({ login }) => login)).toEqual([]);
});

test("of a list with a login that is not free nobody is invited; two at once do not both get a login", async () => {
  await invite("first");
  const { cityId } = here.city;
  const list = [volunteer("fresh"), volunteer("first"), volunteer("v1")];
  const answer = await makeInvitations(here.db, cityId, list, maker());
  if (!("taken" in answer)) throw new Error("made");
  expect([answer.taken.invited.has("first"), answer.taken.people.has("v1")]).toEqual([true, true]);
  const open = async () => (await listInvitations(here.db, cityId, NOW)).map(({ login }) => login);
  expect(await open()).not.toContain("fresh");
  const both = await Promise.all(
    [1, 2, 3].map(() => makeInvitations(here.db, cityId, [volunteer("fresh")], maker())),
  );
  expect(both.filter((each) => "made" in each)).toHaveLength(1);
  expect((await open()).filter((login) => login === "fresh")).toHaveLength(1);
  const person = { login: "fresh", name: "N", passwordHash, roles: [] };
  expect(await addPerson(here.db, cityId, person, here.city.supervisor.userId)).toBeNull();
});

test("whose login was given away meanwhile is refused, and the link is as it was", async () => {
  const { token } = await invite("given-away");
  const row = { cityId: here.city.cityId, id: uuidv7(), login: "given-away", name: "N", passwordHash };
  await here.db.insert(users).values(row);
  expect(await accept(token)).toEqual({ status: "taken" });
  expect(await stateOf(token)).toBe("open");
  expect(await peopleNamed("given-away")).toHaveLength(1);
});

async function someone(login: string) {
  const { token } = await invite(login);
  const accepted = await accept(token);
  if (accepted.status !== "accepted") throw new Error(accepted.status);
  return accepted;
}

test("a link for a password ends the old one, its sign-ins and renewals when it is used and not before", async () => {
  const { userId, session } = await someone("forgetful");
  const { cityId } = here.city;
  const tablet = { cityId, id: uuidv7(), userId };
  await keepTabletSecret(here.db, { ...tablet, deviceId: uuidv7(), secret: new Uint8Array(32) });
  await allowRenewal(here.db, { ...tablet, token: newToken(), now: NOW });
  const renewal = async () =>
    (await here.db.select().from(tabletSecrets).where(eq(tabletSecrets.id, tablet.id)))[0]!.renewalSha256;
  const first = await makePasswordLink(here.db, cityId, userId, maker());
  const second = await makePasswordLink(here.db, cityId, userId, maker());
  expect(await stateOf(first!.token)).toBe("cancelled");
  expect(await findInvitation(here.db, cityId, second!.token, NOW)).toMatchObject({
    ...{ purpose: "password", login: "forgetful", state: "open" },
    roles: [{ role: "volunteer", district: { nameEn: "Tiny District" } }],
  });
  expect(await findViewer(here.db, cityId, session, NOW)).not.toBeNull();
  expect(await renewal()).not.toBeNull();
  const hash = await hashPassword("another password");
  const change = { token: second!.token, passwordHash: hash, userAgent: null, now: NOW };
  const answers = await Promise.all([1, 2, 3].map(() => acceptInvitation(here.db, cityId, change)));
  expect(answers.map(({ status }) => status).sort()).toEqual(["accepted", "used", "used"]);
  expect(await findViewer(here.db, cityId, session, NOW)).toBeNull();
  expect(await renewal()).toBeNull();
  expect(await enter("forgetful", "my own password")).toBeNull();
  expect(await enter("forgetful", "another password")).not.toBeNull();
  const accepted = answers.find(({ status }) => status === "accepted") as (typeof answers)[number] & {
    session: string;
  };
  expect(await findViewer(here.db, cityId, accepted.session, NOW)).toMatchObject({ userId });
});

test("whoever is locked out gets no link, and loses those made for them and by them", async () => {
  const { userId } = await someone("leaver");
  const { cityId, supervisor } = here.city;
  const own = await makePasswordLink(here.db, cityId, userId, maker());
  const answer = await makeInvitations(here.db, cityId, [volunteer("protege")], { by: userId, now: NOW });
  const theirs = "made" in answer ? answer.made[0]! : null;
  await setDisabled(here.db, cityId, { userId, disabled: true, by: supervisor.userId, now: NOW });
  expect(await accept(own!.token)).toEqual({ status: "cancelled" });
  expect(await accept(theirs!.token)).toEqual({ status: "cancelled" });
  expect(await makePasswordLink(here.db, cityId, userId, maker())).toBeNull();
  expect(await makePasswordLink(here.db, foreign.cityId, supervisor.userId, maker())).toBeNull();
});

test("a password given by hand takes back the link for another", async () => {
  const { userId } = await someone("by-hand");
  const { cityId, supervisor } = here.city;
  const link = await makePasswordLink(here.db, cityId, userId, maker());
  const hash = await hashPassword("given by hand");
  await giveNewPassword(here.db, cityId, { userId, passwordHash: hash, by: supervisor.userId, now: NOW });
  expect(await accept(link!.token)).toEqual({ status: "cancelled" });
  const [row] = await peopleNamed("by-hand");
  expect(await passwordMatches(row!.passwordHash, "given by hand")).toBe(true);
});

test("links are read in the order asked for; a street is told with its district", async () => {
  const { cityId, volunteer: inStreet } = here.city;
  const place = { scope: "street", areaId: inStreet.roles[0]!.areaId } as const;
  const list = ["z-last", "a-first"].map((login) => volunteer(login, place));
  const answer = await makeInvitations(here.db, cityId, list, maker());
  const ids = "made" in answer ? answer.made.map(({ id }) => id) : [];
  const read = await readInvitationsOf(here.db, cityId, ids, NOW);
  expect(read.map(({ login }) => login)).toEqual(["z-last", "a-first"]);
  expect(read[0]!.roles).toEqual([
    {
      ...{ role: "volunteer", district: { nameZh: "小区", nameEn: "Tiny District" } },
      street: { nameZh: "s1街道", nameEn: "s1 街道" },
    },
  ]);
  expect(await readInvitationsOf(here.db, foreign.cityId, ids, NOW)).toEqual([]);
});
