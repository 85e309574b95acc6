// The outlines of what rows show, in a 24 by 24 box. The icons of the kit do more at each mount than a whole row of ours.
const shapes = {
  copy: 'M9 9h11v12H9zM5 15H4V3h11v2',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  check: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6',
  sync: 'M4 11a8 8 0 0 1 14-5l2 2M20 4v4h-4M20 13a8 8 0 0 1-14 5l-2-2M4 20v-4h4',
  stop: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12',
  warning: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v6M12 16.5v.01',
  failed: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9l6 6M15 9l-6 6',
  upload: 'M7 18a4.5 4.5 0 0 1-.5-9 6 6 0 0 1 11.5 1.5A4 4 0 0 1 17.5 18M12 20v-8M9 15l3-3 3 3',
  Video: 'M3 6h12v12H3zM15 10l6-3v10l-6-3',
  Audio: 'M9 18V6l11-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM20 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  Image: 'M4 4h16v16H4zM4 17l5-5 4 4 3-3 4 4M15.5 8.5v.01',
} as const;

export type RowIconName = keyof typeof shapes;

export function RowIcon({ name, size = 16 }: { name: RowIconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} fill="none" stroke="currentColor" strokeWidth={name === 'more' ? 3 : 1.8} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
