import { Typography } from 'antd';
import type { ReactNode } from 'react';

/** A part of a tab under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="qv-section">
      <Typography.Title level={3} style={{ fontSize: 15, margin: '0 0 8px' }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}
