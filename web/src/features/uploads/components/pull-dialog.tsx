/** Has the server fetch a media from a URL. */
export function PullDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  void open;
  void onClose;
  return null;
}
