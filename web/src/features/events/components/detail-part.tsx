import { Typography } from 'antd';
import type { ReactNode } from 'react';

/** A part of the panel of an event, under its heading. */
export function DetailPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section style={{ minWidth: 0 }}>
      <Typography.Title level={3} style={{ fontSize: 14, margin: '0 0 8px' }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}
