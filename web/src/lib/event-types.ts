import type { ModifyEventConfigRequest } from '@/lib/wire/types';

/** The cloud's own switch of a type, in ModifyEventConfig. */
export type CloudSwitch = Extract<keyof ModifyEventConfigRequest, `${string}EventSwitch`>;

interface EventTypeRow {
  /** EventType on the wire; its label stands in the common words under `eventType`. */
  name: string;
  /** None: the type is switched by ModifyDeliveryConfig. */
  cloudSwitch?: CloudSwitch;
  /** The frozen 2.0 form has it. */
  isInV2: boolean;
}

/** The types of event, in the order of the server's table (`openvod describe events`). */
export const eventTypes = [
  { name: 'NewFileUpload', cloudSwitch: 'UploadMediaCompleteEventSwitch', isInV2: true },
  { name: 'PullComplete', isInV2: true },
  { name: 'FileDeleted', cloudSwitch: 'DeleteMediaCompleteEventSwitch', isInV2: true },
  { name: 'ProcedureStateChanged', isInV2: true },
  { name: 'EditMediaComplete', isInV2: false },
  { name: 'ComposeMediaComplete', isInV2: false },
  { name: 'SplitMediaComplete', isInV2: false },
  { name: 'RestoreMediaComplete', isInV2: false },
  { name: 'PersistenceComplete', cloudSwitch: 'PersistenceCompleteEventSwitch', isInV2: false },
  { name: 'DescribeFileAttributesComplete', isInV2: false },
] as const satisfies EventTypeRow[];

export type EventTypeName = (typeof eventTypes)[number]['name'];

export const isEventType = (name: string | null | undefined): name is EventTypeName =>
  eventTypes.some((row) => row.name === name);
