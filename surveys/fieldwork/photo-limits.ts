/** Photos of one interview. */
export const MOST_PHOTOS = 3;
/** Bytes of one photo, a JPEG. */
export const LARGEST_PHOTO = 150 * 1024;
/** Pixels of a photo's longer side. */
export const LONGEST_SIDE = 1280;
/** Bytes of any record's body; the server takes no larger request. */
export const LARGEST_RECORD = 1024 * 1024;
/** Characters of an interviewer's notes. */
export const LONGEST_NOTES = 2000;
