import { encodePng } from "./encode-png.ts";

/** The icons of the installed app. A maskable one is cut to a circle or a drop: its sign is smaller, its ground full. */
export const ICONS = [
  { file: "192.png", size: 192, maskable: false },
  { file: "512.png", size: 512, maskable: false },
  { file: "maskable-512.png", size: 512, maskable: true },
] as const;

type Icon = Omit<(typeof ICONS)[number], "file">;

const GROUND = [0x0a, 0x5a, 0x61];
const SIGN = [0xff, 0xff, 0xff];
const CORNER = 4;
/** Samples along each side of a pixel. */
const FINE = 4;

/** The sign of public/icon.svg, on a field of 24 by 24. */
const isSign = (x: number, y: number) =>
  (Math.abs(y - 20) <= 0.875 && x >= 5 && x <= 19) ||
  (Math.abs(x - 12) <= 0.875 && y >= 4 && y <= 16) ||
  (Math.abs(y - 4) <= 0.875 && x >= 9 && x <= 15) ||
  (Math.abs(y - 16) <= 0.875 && x >= 9 && x <= 15) ||
  Math.hypot(x - 12, y - 10) <= 3.25;

const isGround = (x: number, y: number) => {
  const [dx, dy] = [Math.max(CORNER - x, x - (24 - CORNER), 0), Math.max(CORNER - y, y - (24 - CORNER), 0)];
  return Math.hypot(dx, dy) <= CORNER;
};

/** Draws an icon as a PNG: the same bytes every time. */
export function drawIcon({ size, maskable }: Icon): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const scale = maskable ? 0.7 : 1;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let [ground, sign] = [0, 0];
      for (let i = 0; i < FINE * FINE; i++) {
        const x = (24 * (column + ((i % FINE) + 0.5) / FINE)) / size;
        const y = (24 * (row + (Math.floor(i / FINE) + 0.5) / FINE)) / size;
        if (isSign(12 + (x - 12) / scale, 12 + (y - 12) / scale)) sign += 1;
        else if (maskable || isGround(x, y)) ground += 1;
      }
      const covered = ground + sign;
      const at = 4 * (row * size + column);
      for (let c = 0; c < 3; c++)
        pixels[at + c] = covered ? Math.round((ground * GROUND[c]! + sign * SIGN[c]!) / covered) : 0;
      pixels[at + 3] = Math.round((255 * covered) / (FINE * FINE));
    }
  }
  return encodePng(pixels, size);
}
