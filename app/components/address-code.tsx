import QRCode from "qrcode-svg";

/** An address as a code to scan, with its words below it, on white so that any camera reads it. */
export function AddressCode({ address, title }: { address: string; title: string }) {
  const code = new QRCode({ content: address, ecl: "M", join: true, padding: 0, container: "none" }).svg();
  // The library draws 256 units square; around them stay four modules of white, which cameras need.
  const path = /<path[^>]* d="([^"]+)"/.exec(code)?.[1] ?? "";
  return (
    <figure className="w-[192px]">
      <figcaption className="font-semibold">{title}</figcaption>
      <svg
        role="img"
        aria-label={`${title}: ${address}`}
        viewBox="-36 -36 328 328"
        shapeRendering="crispEdges"
        className="mt-2 block w-full"
      >
        <rect x="-36" y="-36" width="328" height="328" fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <a className="mt-2 block text-[0.875rem] break-all" href={address}>
        {address}
      </a>
    </figure>
  );
}
