import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useRecordPages } from '../../api/records';
import {
  useAddCapacity,
  useCapacityRules,
  useDropCapacity,
  type Capacity,
  type CapacityBody,
} from '../../api/sea';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useAccess } from '../../kit/access';
import { Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import styles from './Sea.module.css';

interface PoolRow {
  id: string;
  name: string;
  holds: string;
  active: boolean;
  claim_limit: number | null;
}

/** The seas of the company, and how many anybody may own or lock. */
export default function PoolsPage() {
  const go = useGo();
  const may = useAccess().can('sea.pool.manage');
  const pools = useRecordPages<PoolRow>('pools', { sort: 'position', limit: 100 });
  const rows = pools.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      narrow
      title={t('web.nav.pools')}
      actions={
        may ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => go('/pools/new')}>
            {t('web.sea.pool.new')}
          </Button>
        ) : null
      }
    >
      <Section flush title={t('web.nav.sea')}>
        {pools.isPending ? <SkeletonRows rows={4} columns={4} /> : null}
        {pools.isError ? <ErrorPanel error={pools.error} onRetry={() => void pools.refetch()} /> : null}
        {pools.data && rows.length === 0 ? (
          <EmptyState small title={t('web.sea.pools.none')} why={t('web.sea.pools.none.why')} />
        ) : null}
        {rows.length > 0 ? (
          <SimpleTable<PoolRow>
            label={t('web.nav.pools')}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => go(`/sea/pools/${row.id}`)}
            columns={[
              {
                key: 'name',
                title: tx('field.pool.name'),
                cell: (row) => <Go to={`/sea/pools/${row.id}`}>{row.name}</Go>,
              },
              {
                key: 'holds',
                title: tx('field.pool.holds'),
                cell: (row) => tx(`choice.pool.holds.${row.holds}`),
              },
              {
                key: 'limit',
                title: tx('field.pool.claim_limit'),
                numeric: true,
                cell: (row) => <span className="figure">{row.claim_limit ?? t('web.sea.unlimited')}</span>,
              },
              {
                key: 'active',
                title: tx('field.pool.active'),
                cell: (row) => t(row.active ? 'web.yes' : 'web.no'),
              },
            ]}
          />
        ) : null}
      </Section>
      <CapacityRules />
    </Page>
  );
}

function CapacityRules() {
  const rules = useCapacityRules();
  const drop = useDropCapacity();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      flush
      title={t('web.sea.capacity')}
      extra={
        <Button size="small" onClick={() => setAdding(true)}>
          {t('web.sea.capacity.add')}
        </Button>
      }
    >
      {rules.isError ? <ErrorPanel error={rules.error} /> : null}
      {rules.data?.length === 0 ? (
        <EmptyState small title={t('web.sea.capacity.none')} why={t('web.sea.capacity.none.why')} />
      ) : null}
      {rules.data && rules.data.length > 0 ? (
        <SimpleTable<Capacity>
          label={t('web.sea.capacity')}
          rows={rules.data}
          rowKey={(rule) => rule.id}
          columns={[
            { key: 'name', title: t('web.sea.capacity.name'), cell: (rule) => rule.name },
            {
              key: 'kind',
              title: t('web.sea.capacity.kind'),
              cell: (rule) => t(rule.kind === 'lock' ? 'web.sea.capacity.lock' : 'web.sea.capacity.own'),
            },
            {
              key: 'most',
              title: t('web.sea.capacity.most'),
              numeric: true,
              cell: (rule) => <span className="figure">{rule.at_most}</span>,
            },
            {
              key: 'won',
              title: t('web.sea.capacity.won_exempt'),
              cell: (rule) => t(rule.won_exempt ? 'web.yes' : 'web.no'),
            },
            {
              key: 'drop',
              title: <span className="hidden-text">{t('web.actions')}</span>,
              numeric: true,
              cell: (rule) => (
                <ConfirmButton
                  size="small"
                  type="link"
                  question={t('web.sea.capacity.drop.question', { name: rule.name })}
                  explain={t('web.sea.capacity.drop.explain')}
                  confirm={t('web.record.delete')}
                  command={() => drop.mutateAsync(rule)}
                >
                  {t('web.record.delete')}
                </ConfirmButton>
              ),
            },
          ]}
        />
      ) : null}
      {adding ? <CapacityDialog onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

function CapacityDialog({ onClose }: { onClose: () => void }) {
  const add = useAddCapacity();
  const [rule, setRule] = useState<CapacityBody>({
    name: '',
    holds: 'party',
    kind: 'own',
    at_most: 200,
    won_exempt: true,
    users: [],
    departments: [],
  });
  const change = (next: Partial<CapacityBody>): void => setRule({ ...rule, ...next });
  return (
    <Modal
      open
      title={t('web.sea.capacity.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: rule.name.trim() === '', loading: add.isPending }}
      onOk={() =>
        add.mutate(rule, {
          onSuccess: () => {
            sayDone(t('web.sea.saved'));
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      {add.isError ? <ErrorPanel error={add.error} /> : null}
      <div className={styles.field}>
        <span>{t('web.sea.capacity.name')}</span>
        <Input
          aria-label={t('web.sea.capacity.name')}
          value={rule.name}
          maxLength={60}
          onChange={(event) => change({ name: event.target.value })}
        />
      </div>
      <div className={styles.line}>
        <Select<'own' | 'lock'>
          aria-label={t('web.sea.capacity.kind')}
          className={styles.kind ?? ''}
          value={rule.kind ?? 'own'}
          options={[
            { value: 'own', label: t('web.sea.capacity.own') },
            { value: 'lock', label: t('web.sea.capacity.lock') },
          ]}
          onChange={(kind) => change({ kind })}
        />
        <InputNumber
          aria-label={t('web.sea.capacity.most')}
          min={0}
          value={rule.at_most}
          onChange={(most) => change({ at_most: most ?? 0 })}
        />
        <Checkbox
          checked={rule.won_exempt ?? false}
          onChange={(event) => change({ won_exempt: event.target.checked })}
        >
          {t('web.sea.capacity.won_exempt')}
        </Checkbox>
      </div>
      <PeopleFields
        label={t('web.sea.capacity.people')}
        people={{ users: rule.users ?? [], departments: rule.departments ?? [] }}
        onChange={change}
      />
    </Modal>
  );
}

interface PeopleFieldsProps {
  label: string;
  people: { users: string[]; departments: string[] };
  onChange: (people: { users: string[]; departments: string[] }) => void;
}

/** Persons, and all persons of departments and of those below them. */
export function PeopleFields({ label, people, onChange }: PeopleFieldsProps) {
  return (
    <div className={styles.two}>
      {(['users', 'departments'] as const).map((kind) => (
        <div key={kind} className={styles.field}>
          <span>
            {label} · {t(kind === 'users' ? 'web.sea.users' : 'web.sea.departments')}
          </span>
          <ReferencesPicker
            label={`${label} ${t(kind === 'users' ? 'web.sea.users' : 'web.sea.departments')}`}
            path={kind}
            value={people[kind]}
            onChange={(chosen) => onChange({ ...people, [kind]: chosen.map((one) => one.id) })}
          />
        </div>
      ))}
    </div>
  );
}
