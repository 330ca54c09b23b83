import {
  data,
  redirect,
  redirectDocument,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ErrorPage } from "#app/components/error-page.tsx";
import { SelectField } from "#app/components/select-field.tsx";
import { TextField } from "#app/components/text-field.tsx";
import { formOf } from "#app/form-of.server.ts";
import { ownPath } from "#app/own-path.ts";
import { sessionCookie } from "#app/session-cookie.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { SESSION_DAYS } from "#db/queries/open-session.ts";
import { signIn } from "#db/queries/sign-in.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const cities = await listCities(context.database);
  if (cities.length === 0) throw redirect("/set-up");
  return { cities };
}

const schema = z.object({
  city: z.uuid(),
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000),
  returnTo: z.string().optional(),
});

type Problem = "wrong" | "city" | "login" | "password";

export async function action({ request, context }: ActionFunctionArgs) {
  const form = Object.fromEntries(await formOf(request));
  const parsed = schema.safeParse(form);
  const login = typeof form.login === "string" ? form.login : "";
  const city = typeof form.city === "string" ? form.city : "";
  if (!parsed.success) {
    const problems = [...new Set(parsed.error.issues.map((issue) => issue.path[0] as Problem))];
    return data({ problems, login, city }, { status: 400 });
  }
  const opened = await signIn(context.database, parsed.data.city, {
    login: parsed.data.login,
    password: parsed.data.password,
    userAgent: request.headers.get("User-Agent"),
    now: new Date(),
  });
  if (!opened) return data({ problems: ["wrong"] as Problem[], login, city }, { status: 400 });
  const secure = context.publicOrigin.startsWith("https:");
  return redirectDocument(ownPath(parsed.data.returnTo), {
    status: 303,
    headers: { "Set-Cookie": sessionCookie(parsed.data.city, opened.token, SESSION_DAYS, secure) },
  });
}

export default function SignIn() {
  const { cities } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { t } = useTranslation("site");
  const localName = useLocalName();
  const problem = (name: Problem) =>
    answer?.problems.includes(name) ? t(`signIn.problem.${name}`) : undefined;
  // A code on the office wall names its city.
  const named = cities.filter(({ code }) => code === search.get("city"));
  const [only] = cities.length === 1 ? cities : named;
  return (
    <section className="mx-auto max-w-[400px]">
      <h1>{t("signIn.title")}</h1>
      {only ? <p className="mt-1 text-ink-soft">{localName(only)}</p> : null}
      {answer ? (
        <p role="alert" className="note note-stop mt-4">
          {t("signIn.problem.summary")}
        </p>
      ) : null}
      <Form method="post" className="mt-6 grid gap-6" noValidate>
        <input type="hidden" name="returnTo" value={ownPath(search.get("returnTo"))} />
        {only ? (
          <input type="hidden" name="city" value={only.id} />
        ) : (
          <SelectField
            name="city"
            label={t("signIn.city")}
            placeholder="—"
            required
            defaultValue={answer?.city}
            options={cities.map((city) => ({ value: city.id, label: localName(city) }))}
            error={problem("city")}
          />
        )}
        <TextField
          name="login"
          label={t("signIn.login")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          defaultValue={answer?.login}
          error={problem("login")}
        />
        <TextField
          name="password"
          type="password"
          label={t("signIn.password")}
          autoComplete="current-password"
          required
          error={problem("password") ?? problem("wrong")}
        />
        <button className="button">{t("signIn.submit")}</button>
      </Form>
    </section>
  );
}

export const ErrorBoundary = ErrorPage;
