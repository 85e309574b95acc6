import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';

import { spriteQuery } from '@/features/quick-view/api/read-sprite';
import { cueAt } from '../../sprite';

interface Props {
  app: number;
  fileId: string;
  vttUrl: string;
  /** What holds the controls: they say which time the pointer is at. */
  controls: RefObject<HTMLElement | null>;
}

/** The small picture above the seek bar, at the pointer's time. media-chrome's own one is lost when hls.js clears the text tracks. */
export function SpritePreview({ app, fileId, vttUrl, controls }: Props) {
  const { data: cues } = useQuery(spriteQuery(app, fileId, vttUrl));
  const [timeS, setTimeS] = useState<number>();
  useEffect(() => {
    const element = controls.current;
    const listener = (event: Event) => setTimeS((event as CustomEvent<number | null>).detail ?? undefined);
    element?.addEventListener('mediapreviewrequest', listener);
    return () => element?.removeEventListener('mediapreviewrequest', listener);
  }, [controls]);
  const cue = cues && timeS !== undefined ? cueAt(cues, timeS) : undefined;
  if (!cue) return null;
  return (
    <div
      className="qv-sprite"
      data-testid="sprite-preview"
      style={{
        width: cue.width,
        height: cue.height,
        backgroundImage: `url(${JSON.stringify(cue.sheetUrl)})`,
        backgroundPosition: `-${cue.x}px -${cue.y}px`,
      }}
    />
  );
}
