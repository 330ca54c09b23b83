import { data } from "@remix-run/node";
import { ErrorMessage } from "#app/components/error-page.tsx";

export const loader = () => data(null, { status: 403 });

export default function Denied() {
  return <ErrorMessage status={403} />;
}
