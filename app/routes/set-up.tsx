import { createHash, timingSafeEqual } from "node:crypto";
import { data, redirectDocument, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ErrorPage } from "#app/components/error-page.tsx";
import { SelectField } from "#app/components/select-field.tsx";
import { TextField } from "#app/components/text-field.tsx";
import { sessionCookie } from "#app/session-cookie.ts";
import type { Database } from "#db/client.ts";
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "#db/passwords.ts";
import { addQuestionnaire } from "#db/queries/add-questionnaire.ts";
import { createFirstCity } from "#db/queries/create-first-city.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { SESSION_DAYS } from "#db/queries/open-session.ts";
import { signIn } from "#db/queries/sign-in.ts";
import { STANDARD_QUESTIONNAIRE } from "#surveys/questionnaires/standard-questionnaire.ts";

async function onlyWhileEmpty(database: Database) {
  if ((await listCities(database)).length > 0) throw data(null, { status: 404 });
}

export async function loader({ context }: LoaderFunctionArgs) {
  await onlyWhileEmpty(context.database);
  return { timeZones: Intl.supportedValuesOf("timeZone"), askCode: context.setUpCode !== null };
}

const timeZones = () => new Set(Intl.supportedValuesOf("timeZone"));

const schema = z.object({
  nameZh: z.string().trim().min(1).max(100),
  nameEn: z.string().trim().min(1).max(100),
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/),
  timeZone: z.string().refine((zone) => timeZones().has(zone)),
  personName: z.string().trim().min(1).max(100),
  login: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,63}$/),
  password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD),
  setUpCode: z.string().trim().optional(),
});

/** Compared as hashes, so that the time taken says nothing of how much of it was right. */
function sameCode(expected: string | null, given = ""): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return expected === null || timingSafeEqual(digest(expected), digest(given));
}

type Field = keyof z.infer<typeof schema>;

export async function action({ request, context }: ActionFunctionArgs) {
  const { database, publicOrigin } = context;
  await onlyWhileEmpty(database);
  const form = Object.fromEntries(await request.formData());
  const parsed = schema.safeParse(form);
  const codeFits = sameCode(
    context.setUpCode,
    typeof form.setUpCode === "string" ? form.setUpCode.trim() : "",
  );
  if (!parsed.success || !codeFits) {
    const issues = parsed.error?.issues ?? [];
    const problems = [...new Set(issues.map((issue) => issue.path[0] as Field))];
    if (!codeFits) problems.push("setUpCode");
    const values = Object.fromEntries(
      Object.entries(form).filter(([name, value]) => name !== "password" && typeof value === "string"),
    ) as Partial<Record<Field, string>>;
    return data({ problems, values }, { status: 400 });
  }
  const { nameZh, nameEn, code, timeZone, personName, login, password } = parsed.data;
  const cityId = await createFirstCity(database, {
    city: { nameZh, nameEn, code, timeZone },
    administrator: { login, name: personName, passwordHash: await hashPassword(password) },
  });
  if (!cityId) throw data(null, { status: 404 });
  await addQuestionnaire(database, STANDARD_QUESTIONNAIRE);
  const userAgent = request.headers.get("User-Agent");
  const opened = await signIn(database, cityId, { login, password, userAgent, now: new Date() });
  if (!opened) return redirectDocument("/sign-in", { status: 303 });
  const cookie = sessionCookie(cityId, opened.token, SESSION_DAYS, publicOrigin.startsWith("https:"));
  return redirectDocument("/", { status: 303, headers: { "Set-Cookie": cookie } });
}

export default function SetUp() {
  const { timeZones, askCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("site");
  const field = (name: Field) => ({
    name,
    label: t(`setUp.${name}`),
    defaultValue: answer?.values[name],
    error: answer?.problems.includes(name) ? t(`setUp.problem.${name}`) : null,
    required: true,
  });
  return (
    <section className="mx-auto max-w-[480px]">
      <h1>{t("setUp.title")}</h1>
      <p className="mt-4">{t("setUp.lead")}</p>
      {answer ? (
        <p role="alert" className="note note-stop mt-4">
          {t("setUp.problem.summary")}
        </p>
      ) : null}
      <Form method="post" noValidate className="mt-8 grid gap-10">
        {askCode ? (
          <TextField {...field("setUpCode")} hint={t("setUp.setUpCodeHint")} autoComplete="off" />
        ) : null}
        <fieldset className="grid gap-6">
          <legend className="mb-4 text-[1.25rem] font-semibold">{t("setUp.cityPart")}</legend>
          <TextField {...field("nameZh")} lang="zh-CN" />
          <TextField {...field("nameEn")} lang="en" />
          <TextField {...field("code")} hint={t("setUp.codeHint")} autoCapitalize="none" spellCheck={false} />
          <SelectField
            {...field("timeZone")}
            defaultValue={answer?.values.timeZone ?? "Asia/Shanghai"}
            options={timeZones.map((zone) => ({ value: zone, label: zone }))}
          />
        </fieldset>
        <fieldset className="grid gap-6">
          <legend className="mb-4 text-[1.25rem] font-semibold">{t("setUp.personPart")}</legend>
          <TextField {...field("personName")} autoComplete="name" />
          <TextField
            {...field("login")}
            hint={t("setUp.loginHint")}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextField
            {...field("password")}
            type="password"
            hint={t("setUp.passwordHint")}
            autoComplete="new-password"
          />
        </fieldset>
        <button className="button">{t("setUp.submit")}</button>
      </Form>
    </section>
  );
}

export const ErrorBoundary = ErrorPage;
