import { type ReactNode, useRef } from 'react';

import { acceptedFiles } from '../transfer/file-check';

/** The system's file dialog: `choose` opens it, `input` has to be on the page. */
export function useFileChoice(
  onFiles: (files: File[]) => void,
  { multiple = true, label }: { multiple?: boolean; label: string },
): { choose: () => void; input: ReactNode } {
  const input = useRef<HTMLInputElement>(null);
  return {
    choose: () => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        multiple={multiple}
        accept={acceptedFiles}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          // So that the same file can be chosen again.
          target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    ),
  };
}
