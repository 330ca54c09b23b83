import type { MetaDescriptor } from "@remix-run/node";
import { asLanguage } from "#app/locales/language.ts";
import { resources } from "#app/locales/resources.ts";

type Dictionary = { [key: string]: string | Dictionary };

/**
 * The document's title in the language that the root loaded, from a key such as `waves:title`; titles stand outside
 * React, where there is no translator.
 */
export function pageTitle(matches: readonly { id: string; data?: unknown }[], key: string): MetaDescriptor[] {
  const data = matches.find(({ id }) => id === "root")?.data as { language?: string } | undefined;
  const language = asLanguage(data?.language) ?? "zh-CN";
  const [namespace = "", path = ""] = key.split(":");
  let entry: string | Dictionary | undefined = (resources[language] as Dictionary)[namespace];
  for (const part of path.split(".")) entry = typeof entry === "object" ? entry[part] : undefined;
  return [{ title: `${typeof entry === "string" ? entry : ""} · ${resources[language].site.name}` }];
}
