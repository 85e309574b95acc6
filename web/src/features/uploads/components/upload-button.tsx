/** Opens the dialog that chooses files and what becomes of them. */
export function UploadButton() {
  return null;
}
