/** The database of how far each room has been told of, see `marks.ts`. */
export const toldDatabase = "chat-told";

/** Nobody learns of which rooms somebody was told who has signed out. */
export function forgetTold(): void {
  try {
    indexedDB.deleteDatabase(toldDatabase);
  } catch {
    // This browser keeps nothing.
  }
}
