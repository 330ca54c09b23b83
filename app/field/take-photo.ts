import { v7 as uuidv7 } from "uuid";
import type { Photo } from "./record-bodies.ts";
import { shrinkPhoto, type Size } from "./shrink-photo.ts";

/**
 * Makes a photo of a picture's file: drawn anew on the device, so nothing of the file but its pixels is left, neither
 * place nor camera.
 *
 * @returns null when the browser cannot read the picture or it cannot be made small enough
 */
export async function takePhoto(file: Blob, now: Date): Promise<Photo | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  try {
    const jpeg = await shrinkPhoto(picture, (size, quality) => encode(picture, size, quality));
    if (!jpeg) return null;
    const data = toBase64(new Uint8Array(await jpeg.arrayBuffer()));
    return { id: uuidv7(), takenAt: now.toISOString(), type: "image/jpeg", data };
  } finally {
    picture.close();
  }
}

function encode(picture: ImageBitmap, { width, height }: Size, quality: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const drawing = canvas.getContext("2d");
  if (!drawing) return Promise.reject(new Error("this browser draws no pictures"));
  // What is transparent would turn black.
  drawing.fillStyle = "#ffffff";
  drawing.fillRect(0, 0, width, height);
  drawing.drawImage(picture, 0, 0, width, height);
  return new Promise((done, failed) =>
    canvas.toBlob(
      (blob) => (blob?.type === "image/jpeg" ? done(blob) : failed(new Error("no JPEG"))),
      "image/jpeg",
      quality,
    ),
  );
}

/** In pieces: a call with a hundred thousand arguments is one too many. */
function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}
