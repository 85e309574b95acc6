import { type DragEvent, useState } from 'react';

export interface Dropped {
  files: File[];
  hadFolders: boolean;
}

const bringsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Handlers of an element that takes files; `isOver` while files hang above it. */
export function useFileDrop(onDrop: (dropped: Dropped) => void, isEnabled = true) {
  // Entering a child comes before leaving its parent: the depth tells when the pointer is out for good.
  const [depth, setDepth] = useState(0);
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (isEnabled && bringsFiles(event)) setDepth((now) => now + 1);
    },
    onDragLeave: (event: DragEvent) => {
      if (isEnabled && bringsFiles(event)) setDepth((now) => Math.max(0, now - 1));
    },
    onDragOver: (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      // Also when nothing is taken: else the browser would open the file in place of the console.
      event.preventDefault();
      event.dataTransfer.dropEffect = isEnabled ? 'copy' : 'none';
    },
    onDrop: (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setDepth(0);
      if (isEnabled) onDrop(filesOf(event.dataTransfer));
    },
  };
  return { isOver: depth > 0, handlers };
}

function filesOf({ items, files }: DataTransfer): Dropped {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.());
  const folders = new Set(entries.filter((entry) => entry?.isDirectory).map((entry) => entry?.name));
  return { files: [...files].filter(({ name }) => !folders.has(name)), hadFolders: folders.size > 0 };
}
