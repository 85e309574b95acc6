import { bytesText, durationText } from '@/lib/format';
import type { DescribeHealthResponse } from '@/lib/wire/types';

export interface HealthRow {
  /** A key of the words. */
  name: 'version' | 'os' | 'cpus' | 'address' | 'started' | 'uptime' | 'sandbox' | 'ffmpeg' | 'encoders' | 'sqlite' | 'schema' | 'disk' | 'free' | 'tasks';
  value: string;
}

/** What is known of the server, each as a line; what an older server does not tell is left out. */
export function healthRows(health: DescribeHealthResponse): HealthRow[] {
  const rows: [HealthRow['name'], string | null | undefined][] = [
    ['version', health.Version],
    ['os', health.OsDescription],
    ['cpus', health.CpuCount?.toString()],
    ['address', health.PublicUrl],
    ['started', health.StartTime],
    ['uptime', health.UptimeSeconds == null ? undefined : durationText(health.UptimeSeconds)],
    ['sandbox', health.Sandbox],
    ['ffmpeg', health.FfmpegVersion],
    ['encoders', health.Encoders?.join(', ')],
    ['sqlite', health.SqliteVersion],
    ['schema', health.SchemaVersion?.toString()],
    ['disk', health.DiskUsedShare == null ? undefined : `${Math.round(health.DiskUsedShare * 100)} %`],
    ['free', bytesText(health.DataFolderBytesFree)],
    ['tasks', `${health.TasksProcessing ?? 0} / ${health.TasksWaiting ?? 0}`],
  ];
  return rows.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

/** The page as text in English, to be pasted into a bug report. No key and no name of a media is in it. */
export function bugReport(health: DescribeHealthResponse, userAgent: string): string {
  return [
    `openvod ${health.Version ?? ''}: ${health.Status ?? ''}`,
    ...healthRows(health).map(({ name, value }) => `${name}: ${value}`),
    ...(health.Checks ?? []).map(({ Name, Status, Detail }) => `check ${Name}: ${Status} ${Detail ?? ''}`.trimEnd()),
    `browser: ${userAgent}`,
  ].join('\n');
}
