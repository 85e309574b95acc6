import { Card, Typography } from 'antd';
import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  extra?: ReactNode;
  children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function SectionCard({ title, extra, children }: Props) {
  const id = useId();
  return (
    <Card
      role="region"
      aria-labelledby={id}
      title={
        <Typography.Title id={id} level={2} style={{ fontSize: 16, margin: 0 }}>
          {title}
        </Typography.Title>
      }
      extra={extra}
    >
      {children}
    </Card>
  );
}
