import type { AppLoadContext } from "@remix-run/node";
import { readCommunitiesOfStreet } from "#db/queries/read-communities-of-street.ts";
import { readNamedProblem } from "#db/queries/read-named-problem.ts";
import { readLedgerItems } from "./ledger-items.server.ts";
import { ledgerOfViewer } from "./ledger-viewer.server.ts";

/**
 * Where a new entry belongs, and what may be chosen there: in the street where its response was given, or else in the one asked
 * for; null while none is.
 *
 * @throws a Response of 401 or 403, or of 404 for what is not the viewer's
 */
export async function placeOfEntry(
  context: AppLoadContext,
  { streetId, responseId }: { streetId: string; responseId: string },
) {
  const ledger = await ledgerOfViewer(context);
  const { database } = context;
  const { viewer, streets } = ledger;
  const problem = responseId === "" ? null : await readNamedProblem(database, viewer.cityId, responseId);
  if (responseId !== "" && !problem) throw new Response(null, { status: 404 });
  const only = streets.length === 1 ? streets[0]!.id : "";
  const wanted = problem?.streetId ?? (streetId || only);
  const street = streets.find(({ id }) => id === wanted) ?? null;
  if (wanted !== "" && !street) throw new Response(null, { status: 404 });
  const [communities, items] = street
    ? await Promise.all([
        readCommunitiesOfStreet(database, viewer.cityId, street.id),
        readLedgerItems(database, viewer.cityId, problem?.waveId ?? null),
      ])
    : [[], []];
  return {
    ...{ ...ledger, problem, street, items },
    communities: communities.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
  };
}
