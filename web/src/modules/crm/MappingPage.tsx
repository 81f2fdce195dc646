import { Button, Select } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { FieldMeta } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { valueKind } from '../../kit/kinds';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useMapping, useSaveMapping, type Mapping, type Pair } from './api';

const TARGETS = ['party', 'contact', 'opportunity'];
const TEXTS = new Set(['text', 'long_text', 'rich_text', 'phone', 'email', 'url', 'number_rule']);
const REFERENCES_OF_PARENT = new Set(['party_id', 'contact_id', 'parent_id']);

/** What each field of the customer, the contact and the opportunity is taken from when a lead is converted. */
export default function MappingPage() {
  const mapping = useMapping();
  if (!mapping.data) {
    return (
      <Page title={t('web.nav.lead_mapping')}>
        {mapping.isError ? <ErrorPanel error={mapping.error} /> : <SkeletonRows rows={10} columns={2} />}
      </Page>
    );
  }
  return <Editor key={mapping.data.version} mapping={mapping.data} />;
}

const fits = (ours: FieldMeta, theirs: FieldMeta): boolean => {
  const [a, b] = [valueKind(ours), valueKind(theirs)];
  return a === b || (TEXTS.has(a) && TEXTS.has(b));
};

function Editor({ mapping }: { mapping: Mapping }) {
  const { records } = useMeta();
  const save = useSaveMapping();
  const [pairs, setPairs] = useState<Pair[]>(mapping.pairs);
  const lead = records.find((item) => item.name === 'lead')?.fields ?? [];
  const choose = (to: string, from: string | undefined): void =>
    setPairs((now) => [...now.filter((pair) => pair.to !== to), ...(from ? [{ lead: from, to }] : [])]);
  const changed = JSON.stringify(pairs) !== JSON.stringify(mapping.pairs);
  return (
    <Page
      title={t('web.nav.lead_mapping')}
      actions={
        <Button
          type="primary"
          disabled={!changed}
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { version: mapping.version, pairs },
              { onSuccess: () => sayDone(t('web.form.saved')) },
            )
          }
        >
          {t('web.save')}
        </Button>
      }
    >
      {save.error ? <ErrorPanel error={save.error} /> : null}
      <p className="soft">{t('web.mapping.how')}</p>
      {TARGETS.map((target) => {
        const record = records.find((item) => item.name === target);
        const fields = (record?.fields ?? []).filter(
          (field) => !field.read_only && !REFERENCES_OF_PARENT.has(field.name) && field.kind !== 'tags',
        );
        if (!record) return null;
        return (
          <Section key={target} title={tx(record.label)} flush>
            <SimpleTable
              label={tx(record.label)}
              rows={fields}
              rowKey={(field) => field.name}
              columns={[
                {
                  key: 'to',
                  title: t('web.mapping.to', { record: tx(record.label) }),
                  cell: (field) => tx(field.label),
                },
                {
                  key: 'from',
                  title: t('web.mapping.from'),
                  cell: (field) => (
                    <Select
                      allowClear
                      aria-label={tx(field.label)}
                      placeholder={t('web.mapping.empty')}
                      popupMatchSelectWidth={false}
                      value={pairs.find((pair) => pair.to === `${target}.${field.name}`)?.lead}
                      options={lead
                        .filter((ours) => fits(ours, field))
                        .map((ours) => ({ value: ours.name, label: tx(ours.label) }))}
                      onChange={(from: string | undefined) => choose(`${target}.${field.name}`, from)}
                    />
                  ),
                },
              ]}
            />
          </Section>
        );
      })}
    </Page>
  );
}
