import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { formOf } from "#app/form-of.server.ts";
import { asLanguage, LANGUAGE_COOKIE } from "#app/locales/language.ts";
import { ownPath } from "#app/own-path.ts";

export const loader = () => redirect("/");

/** Remembers the chosen language for a year and returns to the page it was chosen on. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const language = asLanguage(form.get("language"));
  const headers = new Headers();
  if (language) {
    headers.set("Set-Cookie", `${LANGUAGE_COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=31536000`);
  }
  return redirect(ownPath(form.get("returnTo")), { headers, status: 303 });
}
