import { useParams } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import {
  useDuplicateRules,
  useSaveDuplicateRules,
  type DuplicateRule,
  type DuplicateRules,
} from '../../api/duplicates';
import { useMeta } from '../../api/records';
import type { RecordMeta } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { isEditable } from '../../kit/kinds';
import { Page, Section } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import styles from './Duplicates.module.css';

type Method = DuplicateRule['method'];
const METHODS: Method[] = ['company_name', 'person_name', 'phone', 'uscc', 'domain', 'exact'];
const MOST = 10;
const TEXTS = new Set(['text', 'phone', 'email', 'url']);

/** When two records of a kind are probably one: by which fields, how they are compared, and what follows. */
export default function RulesPage() {
  const { record = '' } = useParams({ strict: false }) as { record?: string };
  const meta = useMeta().records.find((item) => item.name === record);
  const rules = useDuplicateRules(record);
  if (rules.isError) {
    return (
      <Page title={t('web.duplicate_rules')}>
        <ErrorPanel error={rules.error} />
      </Page>
    );
  }
  if (!rules.data || !meta) return <SkeletonPage />;
  return <Rules key={rules.data.version} meta={meta} start={rules.data} />;
}

function Rules({ meta, start }: { meta: RecordMeta; start: DuplicateRules }) {
  const go = useGo();
  const save = useSaveDuplicateRules(meta.name);
  const [rules, setRules] = useState<DuplicateRule[]>(start.rules);
  const fields = meta.fields.filter((field) => TEXTS.has(field.kind) && isEditable(field));
  const change = (at: number, next: Partial<DuplicateRule>): void =>
    setRules(rules.map((rule, place) => (place === at ? { ...rule, ...next } : rule)));
  const first = fields[0]?.name ?? meta.title_field;
  return (
    <Page
      narrow
      title={t('web.duplicate_rules.of', { what: tx(meta.label) })}
      actions={
        <>
          <Button onClick={() => go(`/duplicates/${meta.path}`)}>{t('web.duplicates')}</Button>
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { version: start.version, rules },
                { onSuccess: () => sayDone(t('web.duplicate_rules.saved')) },
              )
            }
          >
            {t('web.save')}
          </Button>
        </>
      }
    >
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <Section title={t('web.duplicate_rules')}>
        <p className="soft">{t('web.duplicate_rules.help')}</p>
        {rules.length === 0 ? <p>{t('web.duplicate_rules.none')}</p> : null}
        {rules.map((rule, at) => (
          <div key={at} className={styles.rule}>
            <Select
              aria-label={t('web.duplicate_rules.field')}
              value={rule.field}
              options={fields.map((field) => ({ value: field.name, label: tx(field.label) }))}
              onChange={(field) => change(at, { field })}
            />
            <Select<Method>
              aria-label={t('web.duplicate_rules.method')}
              value={rule.method}
              options={METHODS.map((method) => ({
                value: method,
                label: t(`web.duplicate_method.${method}` as MessageKey),
              }))}
              onChange={(method) => change(at, { method })}
            />
            <Checkbox
              checked={rule.blocks ?? false}
              onChange={(event) => change(at, { blocks: event.target.checked })}
            >
              {t('web.duplicate_rules.blocks')}
            </Checkbox>
            <Checkbox
              checked={rule.shows_owner ?? true}
              onChange={(event) => change(at, { shows_owner: event.target.checked })}
            >
              {t('web.duplicate_rules.shows_owner')}
            </Checkbox>
            <Button type="link" danger onClick={() => setRules(rules.filter((_, place) => place !== at))}>
              {t('web.duplicate_rules.remove')}
            </Button>
          </div>
        ))}
        <div className={styles.below}>
          <Button
            disabled={rules.length >= MOST}
            onClick={() =>
              setRules([...rules, { field: first, method: 'exact', blocks: false, shows_owner: true }])
            }
          >
            {t('web.duplicate_rules.add')}
          </Button>
        </div>
      </Section>
    </Page>
  );
}
