import { QrCode } from "./qr-code.tsx";

/** An address as a code to scan, with its words below it. */
export function AddressCode({ address, title }: { address: string; title: string }) {
  return (
    <figure className="w-[192px]">
      <figcaption className="font-semibold">{title}</figcaption>
      <QrCode content={address} label={`${title}: ${address}`} className="mt-2 block w-full" />
      <a className="mt-2 block text-[0.875rem] break-all" href={address}>
        {address}
      </a>
    </figure>
  );
}
