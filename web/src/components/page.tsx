import { Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';

interface Props {
  title: string;
  extra?: ReactNode;
  /** As high as the window: its content scrolls by itself. */
  fills?: boolean;
  children: ReactNode;
}

const filling = { display: 'flex', flexDirection: 'column', height: '100%', boxSizing: 'border-box' } as const;

/** A page: its heading (also the document's title), what it offers on the right, its content. */
export function Page({ title, extra, fills, children }: Props) {
  useEffect(() => {
    document.title = `${title} · openvod`;
  }, [title]);
  return (
    <section aria-label={title} style={{ padding: 24, minWidth: 0, ...(fills && filling) }}>
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
