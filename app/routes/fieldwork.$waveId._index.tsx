import type { MetaFunction } from "@remix-run/node";
import { pageTitle } from "#app/present/page-title.ts";

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "fieldwork:title");

export default function FieldworkOverview() {
  return null;
}
