/**
 * A colour as programs that are no browsers read it: rgb with its opacity apart. What the page mixes (`color-mix`,
 * `oklch`) is painted and read back.
 */
export function plainColour(value: string): { colour: string; opacity: number } {
  if (value === "none" || value.startsWith("url(") || value.startsWith("context-"))
    return { colour: value, opacity: 1 };
  const parts = /^rgba?\(([^)]+)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  const [red = 0, green = 0, blue = 0, alpha = 1] =
    parts && parts.every(Number.isFinite) ? parts : painted(value);
  if (alpha === 0) return { colour: "none", opacity: 1 };
  return { colour: `rgb(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)})`, opacity: alpha };
}

function painted(value: string): number[] {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return [0, 0, 0, 1];
  pen.fillStyle = value;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}
