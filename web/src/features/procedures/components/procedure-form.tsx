import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { SectionCard } from '@/components/section-card';
import { useLeaveWarning } from '@/components/use-leave-warning';
import { useSignedIn } from '@/lib/api';
import { showFieldError } from '@/lib/field-errors';

import { saveProcedure } from '../api/save-procedure';
import { nameProblem, procedureRequest, type ProcedureValues } from '../request';
import { contentOf, type SubTask, subTasks } from '../sub-tasks';
import { SubTaskList } from './sub-task-list';

interface Props {
  app: number;
  isNew: boolean;
  initial: ProcedureValues;
  /** Names that are there already. */
  taken: string[];
  onSaved: (name: string) => void;
}

/** Makes a task flow or replaces the content of one; the call that this takes stands beside it. */
export function ProcedureForm({ app, isNew, initial, taken, onSaved }: Props) {
  const { t } = useTranslation(['procedures', 'common']);
  const { message } = App.useApp();
  const session = useSignedIn();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<ProcedureValues>();
  const watched = Form.useWatch((all: ProcedureValues) => all, { form, preserve: true }) as ProcedureValues | undefined;
  const values = watched?.MediaProcessTask ? watched : initial;
  const request = procedureRequest(app, values);
  useLeaveWarning(JSON.stringify(request) !== JSON.stringify(procedureRequest(app, initial)));
  const isEmpty = contentOf(values.MediaProcessTask).length === 0;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => saveProcedure(isNew, request),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['procedures'] });
      void message.success(t(isNew ? 'done.created' : 'done.changed', { name: request.Name }));
      onSaved(request.Name);
    },
    onError: (failure) => void showFieldError(form, failure),
  });
  const add = ({ set, initial: entry }: SubTask) =>
    form.setFieldValue(['MediaProcessTask', set], [...(values.MediaProcessTask[set] ?? []), structuredClone(entry)]);
  const save = () => {
    form.validateFields().then(
      () => mutate(),
      ({ errorFields }: { errorFields?: { name: (string | number)[] }[] }) => {
        const first = errorFields?.[0]?.name;
        if (first) form.scrollToField(first, { focus: true, block: 'center' });
      },
    );
  };
  return (
    <Flex wrap gap={16} align="start">
      <Form form={form} name="procedure" layout="vertical" initialValues={initial} style={{ flex: '3 1 520px', minWidth: 0 }}>
        <Flex vertical gap={16}>
          <SectionCard title={t('general')}>
            <Flex gap={12} wrap>
              <Form.Item
                name="Name"
                label={t('field.name')}
                required
                extra={t(isNew ? 'help.name' : 'help.nameFixed')}
                rules={[
                  {
                    validator: (_, name: string | undefined) => {
                      const problem = isNew ? nameProblem(name ?? '', taken) : undefined;
                      return problem ? Promise.reject(new Error(t(`problem.name.${problem}`))) : Promise.resolve();
                    },
                  },
                ]}
                style={{ flex: '1 1 220px', marginBottom: 8 }}
              >
                <Input disabled={!isNew} />
              </Form.Item>
              <Form.Item
                name="Comment"
                label={t('field.comment')}
                rules={[{ max: 256, message: t('problem.commentLong') }]}
                style={{ flex: '2 1 260px', marginBottom: 8 }}
              >
                <Input.TextArea rows={2} />
              </Form.Item>
            </Flex>
          </SectionCard>
          {subTasks.map((subTask) => (
            <SubTaskList key={subTask.set} app={app} subTask={subTask} input={values.MediaProcessTask} />
          ))}
          <SectionCard title={t('addTitle')}>
            <Flex gap={8} wrap>
              {subTasks.map((subTask) => (
                <Button key={subTask.set} icon={<PlusOutlined aria-hidden />} onClick={() => add(subTask)}>
                  {t(`add.${subTask.set}`)}
                </Button>
              ))}
            </Flex>
          </SectionCard>
          {isEmpty && <Alert type="info" showIcon title={t('problem.empty')} />}
          {error && <ErrorNotice error={error} />}
          <Flex gap={12} align="center" wrap>
            <Button type="primary" onClick={save} loading={isPending} disabled={session.isReadOnly || isEmpty}>
              {t(isNew ? 'common:action.create' : 'common:action.save')}
            </Button>
            {session.isReadOnly ? t('readOnly') : !isNew && t('replaces')}
          </Flex>
        </Flex>
      </Form>
      <div style={{ flex: '1 1 340px', minWidth: 0, position: 'sticky', top: 16 }}>
        <ApiCall action={isNew ? 'CreateProcedureTemplate' : 'ResetProcedureTemplate'} request={request} />
      </div>
    </Flex>
  );
}
