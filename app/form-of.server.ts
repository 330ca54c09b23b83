/** The form that was posted. @throws a Response of 400 when it is none, or is cut short */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}
