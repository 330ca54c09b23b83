import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { CspNonce } from "#app/csp-nonce.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import { LANGUAGE_HEADER, languageOf } from "#app/locales/language.ts";

const ABORT_DELAY = 10_000;

export const streamTimeout = ABORT_DELAY;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const nonce = loadContext.cspNonce;
  const i18n = createI18n(languageOf(request, loadContext.viewer?.language ?? null));
  return new Promise((resolve, reject) => {
    let statusNow = status;
    let started = false;
    const send = () => {
      started = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      headers.append("Vary", "Cookie");
      headers.append("Vary", LANGUAGE_HEADER);
      headers.append("Vary", "Accept-Language");
      resolve(new Response(createReadableStreamFromReadable(body), { headers: headers, status: statusNow }));
      stream.pipe(body);
    };
    const whole = isbot(request.headers.get("User-Agent") ?? "") || remixContext.isSpaMode;
    const stream = renderToPipeableStream(
      <CspNonce.Provider value={nonce}>
        <I18nextProvider i18n={i18n}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </CspNonce.Provider>,
      {
        nonce,
        onShellReady: () => !whole && send(),
        onAllReady: () => whole && send(),
        onShellError: reject,
        onError(error) {
          statusNow = 500;
          if (started) process.emitWarning(error instanceof Error ? error : String(error));
        },
      },
    );
    setTimeout(() => stream.abort(), ABORT_DELAY + 1000).unref();
  });
}
