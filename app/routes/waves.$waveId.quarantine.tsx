import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** The quarantine stands in the fieldwork room; addresses that somebody kept lead there. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/fieldwork/${params.waveId}/quarantine`, 301);
}
