export interface ProcessPanelProps {
  fileId: string;
  /** The new task. */
  onStarted?: (taskId: string) => void;
}

/** What is to be made of a media, and the start of it. */
export function ProcessPanel({ fileId, onStarted }: ProcessPanelProps) {
  void onStarted;
  return <section data-media={fileId} />;
}
