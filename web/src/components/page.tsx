import { Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';

/** A page: its heading (also the document's title), what it offers on the right, its content. */
export function Page({ title, extra, children }: { title: string; extra?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · openvod`;
  }, [title]);
  return (
    <section aria-label={title} style={{ padding: 24, minWidth: 0 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center', marginBottom: 16 }}>
        <Typography.Title level={1} style={{ fontSize: 22, margin: 0, flex: 1 }}>
          {title}
        </Typography.Title>
        {extra}
      </div>
      {children}
    </section>
  );
}
