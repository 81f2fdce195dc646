import { ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { Condition, Reference } from '../../api/types';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { formatInstant } from '../../kit/dates';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { conditionOf, groupOf, isFilterable } from '../../kit/list/conditions';
import GroupEditor from '../../kit/list/GroupEditor';
import { PartSentence } from '../../kit/list/Sentence';
import { Page, Section } from '../../kit/Page';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import {
  useAssignLeads,
  useAssignmentLog,
  useOrderRules,
  useRemoveRule,
  useRules,
  useSaveRule,
  type Rule,
  type RuleBody,
} from './api';

const WAYS: Record<RuleBody['way'], MessageKey> = {
  round_robin: 'web.rules.round_robin',
  least_load: 'web.rules.least_load',
  fixed: 'web.rules.fixed',
};

const useLeadFields = () =>
  (useMeta().records.find((item) => item.name === 'lead')?.fields ?? []).filter(isFilterable);

/** Who is given leads that come in: rule by rule, the first that fits. */
export default function RulesPage() {
  const rules = useRules();
  const assign = useAssignLeads();
  const order = useOrderRules();
  const remove = useRemoveRule();
  const fields = useLeadFields();
  const [open, setOpen] = useState<Rule | 'new' | null>(null);
  const list = rules.data ?? [];
  const raise = (at: number): void => {
    const ids = list.map((rule) => rule.id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at - 1, 0, moved);
    order.mutate(ids);
  };
  return (
    <Page
      title={t('web.nav.assignment_rules')}
      actions={
        <>
          <Button
            loading={assign.isPending}
            onClick={() =>
              assign.mutate(undefined, {
                onSuccess: ({ given, left }) => sayDone(t('web.rules.ran', { given, left })),
              })
            }
          >
            {t('web.rules.run')}
          </Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('web.rules.add')}
          </Button>
        </>
      }
    >
      {rules.isError ? <ErrorPanel error={rules.error} /> : null}
      {assign.error ? <ErrorPanel error={assign.error} /> : null}
      {order.error ? <ErrorPanel error={order.error} /> : null}
      {rules.isPending ? <SkeletonRows rows={4} columns={4} /> : null}
      {rules.data && list.length === 0 ? (
        <EmptyState title={t('web.rules.none')} why={t('web.rules.none.why')} />
      ) : null}
      {list.length > 0 ? (
        <Section title={t('web.rules.order')} flush>
          <SimpleTable
            label={t('web.nav.assignment_rules')}
            rows={list}
            rowKey={(rule) => rule.id}
            onOpen={setOpen}
            columns={[
              {
                key: 'name',
                title: t('web.rules.name'),
                cell: (rule) => (
                  <Button type="link" size="small" onClick={() => setOpen(rule)}>
                    {rule.name}
                  </Button>
                ),
              },
              {
                key: 'condition',
                title: t('web.rules.condition'),
                cell: (rule) =>
                  rule.condition ? (
                    <PartSentence part={groupOf(rule.condition as unknown as Condition)} fields={fields} />
                  ) : (
                    <span className="soft">{t('web.rules.every')}</span>
                  ),
              },
              { key: 'way', title: t('web.rules.way'), cell: (rule) => t(WAYS[rule.way as RuleBody['way']]) },
              {
                key: 'who',
                title: t('web.rules.who'),
                cell: (rule) =>
                  t('web.rules.able', {
                    names: [...rule.users, ...rule.departments].map((one) => one.title).join('、'),
                    count: rule.able,
                  }),
              },
              {
                key: 'active',
                title: t('web.rules.active'),
                width: 72,
                cell: (rule) => t(rule.active ? 'web.yes' : 'web.no'),
              },
              {
                key: 'do',
                title: '',
                width: 150,
                cell: (rule) => (
                  <>
                    {list.indexOf(rule) > 0 ? (
                      <Button
                        type="text"
                        size="small"
                        icon={<ArrowUpOutlined />}
                        aria-label={t('web.stages.up', { name: rule.name })}
                        onClick={() => raise(list.indexOf(rule))}
                      />
                    ) : null}
                    <ConfirmButton
                      question={t('web.rules.remove.question', { name: rule.name })}
                      explain={t('web.rules.remove.explain')}
                      confirm={t('web.record.delete')}
                      command={() => remove.mutateAsync(rule)}
                      onDone={() => sayDone(t('web.rules.removed'))}
                    >
                      {t('web.record.delete')}
                    </ConfirmButton>
                  </>
                ),
              },
            ]}
          />
        </Section>
      ) : null}
      <Log />
      {open ? <RuleDialog rule={open === 'new' ? undefined : open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function Log() {
  const log = useAssignmentLog();
  if (!log.data || log.data.entries.length === 0) return null;
  return (
    <Section title={t('web.rules.log')} flush>
      <SimpleTable
        label={t('web.rules.log')}
        rows={log.data.entries}
        rowKey={(entry) => entry.id}
        columns={[
          {
            key: 'at',
            title: t('web.way.at'),
            width: 150,
            cell: (entry) => formatInstant(entry.occurred_at),
          },
          {
            key: 'lead',
            title: tx('record.lead'),
            cell: (entry) => <Go to={recordUrl('leads', entry.lead_id)}>{entry.lead}</Go>,
          },
          { key: 'rule', title: t('web.rules.rule'), cell: (entry) => entry.rule },
          { key: 'to', title: t('web.rules.receiver'), cell: (entry) => entry.receiver },
        ]}
      />
    </Section>
  );
}

interface Typed {
  name: string;
  way: RuleBody['way'];
  active: boolean;
}

function RuleDialog({ rule, onClose }: { rule: Rule | undefined; onClose: () => void }) {
  const save = useSaveRule(rule);
  const fields = useLeadFields();
  const [form] = Form.useForm<Typed>();
  const [users, setUsers] = useState<Reference[]>(rule?.users ?? []);
  const [departments, setDepartments] = useState<Reference[]>(rule?.departments ?? []);
  const [condition, setCondition] = useState((rule?.condition ?? null) as Condition | null);
  const [building, setBuilding] = useState(false);
  return (
    <Modal
      open
      width={640}
      title={rule ? rule.name : t('web.rules.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{
          name: rule?.name ?? '',
          way: rule?.way ?? 'round_robin',
          active: rule?.active ?? true,
        }}
        onFinish={(typed) =>
          save.mutate(
            {
              ...typed,
              name: typed.name.trim(),
              condition: condition as RuleBody['condition'],
              users: users.map((one) => one.id),
              departments: departments.map((one) => one.id),
            },
            {
              onSuccess: () => {
                sayDone(t('web.form.saved'));
                onClose();
              },
            },
          )
        }
      >
        {save.error ? <ErrorPanel error={save.error} /> : null}
        <Form.Item
          name="name"
          label={t('web.rules.name')}
          rules={[{ required: true, whitespace: true, message: t('web.rules.name.required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item label={t('web.rules.condition')}>
          {condition ? <PartSentence part={groupOf(condition)} fields={fields} /> : t('web.rules.every')}{' '}
          <Button size="small" onClick={() => setBuilding(true)}>
            {t('web.rules.condition.set')}
          </Button>
          {condition ? (
            <Button size="small" type="link" onClick={() => setCondition(null)}>
              {t('web.shape.condition.clear')}
            </Button>
          ) : null}
        </Form.Item>
        <Form.Item name="way" label={t('web.rules.way')}>
          <Select options={Object.entries(WAYS).map(([value, label]) => ({ value, label: t(label) }))} />
        </Form.Item>
        <Form.Item label={t('web.rules.users')}>
          <ReferencesPicker label={t('web.rules.users')} path="users" value={users} onChange={setUsers} />
        </Form.Item>
        <Form.Item label={t('web.rules.departments')} extra={t('web.rules.who.help')}>
          <ReferencesPicker
            label={t('web.rules.departments')}
            path="departments"
            value={departments}
            onChange={setDepartments}
          />
        </Form.Item>
        <Form.Item name="active" label={t('web.rules.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {building ? (
        <Modal
          open
          footer={null}
          width={700}
          title={t('web.rules.condition')}
          onCancel={() => setBuilding(false)}
        >
          <GroupEditor
            rich={false}
            fields={fields}
            start={groupOf(condition ?? undefined)}
            onDone={(group) => {
              setCondition(conditionOf(group) ?? null);
              setBuilding(false);
            }}
          />
        </Modal>
      ) : null}
    </Modal>
  );
}
