/** Chrome's offer to install the app; other browsers only have it in their menu. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();
const keep = (next: InstallOffer | null) => {
  offer = next;
  for (const listener of [...listeners]) listener();
};

if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    // Asked from a button, on the page of settings, instead of by a banner over the list.
    event.preventDefault();
    keep(event as InstallOffer);
  });
  window.addEventListener("appinstalled", () => keep(null));
}

export const isInstallOffered = (): boolean => offer !== null;

export function onInstallOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function installApp(): Promise<void> {
  const asked = offer;
  keep(null);
  await asked?.prompt();
}
