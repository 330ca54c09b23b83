import { data } from "@remix-run/node";
import { ErrorMessage, ErrorPage } from "#app/components/error-page.tsx";

export const loader = () => data(null, { status: 404 });

export const action = () => {
  throw data(null, { status: 405 });
};

export default function NotFound() {
  return <ErrorMessage status={404} />;
}

export const ErrorBoundary = ErrorPage;
