/** What a file is by its first bytes, whatever its name says. */
export type FileForm = "text" | "xlsx" | "old-excel" | "other";

const MARKS: readonly [FileForm, readonly number[]][] = [
  ["xlsx", [0x50, 0x4b, 0x03, 0x04]],
  ["old-excel", [0xd0, 0xcf, 0x11, 0xe0]],
  ["other", [0x25, 0x50, 0x44, 0x46]], // PDF
  ["other", [0x89, 0x50, 0x4e, 0x47]], // PNG
  ["other", [0xff, 0xd8, 0xff]], // JPEG
  ["other", [0x47, 0x49, 0x46, 0x38]], // GIF
  ["other", [0x52, 0x61, 0x72, 0x21]], // RAR
  ["other", [0x37, 0x7a, 0xbc, 0xaf]], // 7z
  ["other", [0x1f, 0x8b]], // gzip
  ["other", [0x7f, 0x45, 0x4c, 0x46]], // a program
  ["other", [0x4d, 0x5a, 0x90]],
  ["other", [0x7b, 0x5c, 0x72, 0x74, 0x66]], // RTF
];

/** Tells lists from files that are none, by the marks that formats begin with. */
export function fileForm(bytes: Uint8Array): FileForm {
  return MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0] ?? "text";
}
