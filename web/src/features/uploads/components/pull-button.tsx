/** Opens the pull dialog. */
export function PullButton() {
  return null;
}
