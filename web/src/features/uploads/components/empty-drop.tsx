/** What an empty list shows: the three ways to a first media. Stands inside a DropZone. */
export function EmptyDrop() {
  return null;
}
