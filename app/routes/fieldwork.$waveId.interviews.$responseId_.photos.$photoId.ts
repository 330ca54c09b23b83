import type { LoaderFunctionArgs } from "@remix-run/node";
import { interviewOfViewer } from "#app/fieldwork/interview-of-viewer.server.ts";
import { readPhoto } from "#db/queries/read-response-photos.ts";

/** One photo of an interview, as a picture and nothing else: whoever may read the interview sees it. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, interview } = await interviewOfViewer(args);
  const { database } = args.context;
  const jpeg = await readPhoto(database, viewer.cityId, interview.id, args.params.photoId ?? "");
  if (!jpeg) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(jpeg), {
    headers: {
      "Content-Type": "image/jpeg",
      "X-Content-Type-Options": "nosniff",
      "Content-Disposition": 'inline; filename="photo.jpg"',
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
    },
  });
}
