import QRCode from "qrcode-svg";

/** A text as a code to scan, on white so that any camera reads it. */
export function QrCode({ content, label, className }: { content: string; label: string; className: string }) {
  const code = new QRCode({ content, ecl: "M", join: true, padding: 0, container: "none" }).svg();
  // The library draws 256 units square; around them stay four modules of white, which cameras need.
  const path = /<path[^>]* d="([^"]+)"/.exec(code)?.[1] ?? "";
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="-36 -36 328 328"
      shapeRendering="crispEdges"
      className={className}
    >
      <rect x="-36" y="-36" width="328" height="328" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
