import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { isZero } from '../../../kit/decimal';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { FactList } from '../../../kit/record/Facts';
import { History } from '../../../kit/record/History';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import { AmountsDialog } from './AmountsDialog';
import {
  draftOf,
  useChangeTemplate,
  useTemplate,
  useUseTemplate,
  type Template,
  type TemplateLine,
} from './api';
import { SettingsDialog } from './SettingsDialog';

type Asking = 'use' | 'settings' | 'amounts';

/** A template: what it writes, when, and what it wrote. */
export default function TemplatePage({ path, id }: RecordScreenProps) {
  const template = useTemplate(id);
  const change = useChangeTemplate(id);
  const use = useUseTemplate(id);
  const go = useGo();
  const may = useAccess().can('ledger.voucher.write');
  const [asking, setAsking] = useState<Asking | null>(null);
  const [day, setDay] = useState(today());
  const ask = (what: Asking): void => {
    change.reset();
    use.reset();
    setAsking(what);
  };
  const save = (changed: Parameters<typeof draftOf>[1], value: Template): void =>
    change.mutate(
      { draft: draftOf(value, changed), etag: template.data?.etag ?? '' },
      {
        onSuccess: () => {
          sayDone(t('web.template.saved'));
          setAsking(null);
        },
      },
    );
  return (
    <DocumentPage
      path={path}
      document={template}
      title={(value) => value.name}
      facts={(value) => <Status state={value.active ? 'active' : 'inactive'} />}
      actions={() =>
        may ? (
          <>
            <Button onClick={() => ask('settings')}>{t('web.template.settings')}</Button>
            <Button onClick={() => ask('amounts')}>{t('web.template.amounts')}</Button>
            <Button type="primary" onClick={() => ask('use')}>
              {t('web.template.use')}
            </Button>
          </>
        ) : null
      }
      refusal={use.error}
      side={<History record="voucher_template" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <Lines template={value} />
          </Section>
          <Section title={t('web.template.monthly_on')}>
            <FactList
              facts={[
                {
                  label: t('web.template.monthly_on'),
                  value: value.monthly_on
                    ? t('web.template.monthly_on.day', { day: value.monthly_on })
                    : t('web.template.monthly_on.none'),
                },
                { label: t('web.template.until'), value: value.until },
                { label: t('web.template.reverses'), value: t(value.reverses ? 'web.yes' : 'web.no') },
                {
                  label: t('web.template.months'),
                  value: value.months.join(language() === 'en' ? ', ' : '、') || null,
                },
                {
                  label: t('web.template.refused'),
                  value: value.refused ? tx(`error.${value.refused}`, { name: value.name }) : null,
                },
              ]}
            />
          </Section>
          {asking === 'settings' ? (
            <SettingsDialog
              title={t('web.template.settings')}
              begun={value}
              pending={change.isPending}
              refusal={change.error}
              onClose={() => setAsking(null)}
              onSave={(settings) => save(settings, value)}
            />
          ) : null}
          {asking === 'amounts' ? (
            <AmountsDialog
              template={value}
              pending={change.isPending}
              refusal={change.error}
              onClose={() => setAsking(null)}
              onSave={(lines) => save({ lines }, value)}
            />
          ) : null}
          {asking === 'use' ? (
            <Modal
              open
              title={t('web.template.use')}
              okText={t('web.template.use')}
              cancelText={t('web.cancel')}
              confirmLoading={use.isPending}
              onCancel={() => setAsking(null)}
              onOk={() =>
                use.mutate(day, {
                  onSuccess: (made) => {
                    sayDone(t('web.template.used'));
                    go(recordUrl('vouchers', made.id));
                  },
                  onError: () => setAsking(null),
                })
              }
            >
              <DayPicker aria-label={t('web.date')} value={day} onChange={setDay} />
            </Modal>
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

function Lines({ template }: { template: Template }) {
  const side = (line: TemplateLine, amount: string) => {
    if (isZero(amount)) return null;
    if (line.share_of === null) return <Money value={amount} />;
    return t('web.template.share.of', { account: line.share_of, share: line.share ?? '' });
  };
  return (
    <SimpleTable<TemplateLine>
      label={t('web.lines')}
      columns={[
        { key: 'summary', title: t('web.entry.summary'), cell: (line) => line.summary },
        {
          key: 'account',
          title: t('web.entry.account'),
          cell: (line) => (
            <Go to={`/account-lines/${line.account_code}`}>
              {line.account_code} {language() === 'en' ? line.account_name_en : line.account_name}
            </Go>
          ),
        },
        { key: 'debit', title: t('web.debit'), numeric: true, cell: (line) => side(line, line.debit) },
        { key: 'credit', title: t('web.credit'), numeric: true, cell: (line) => side(line, line.credit) },
      ]}
      rows={template.lines}
      rowKey={(line) => String(line.line_no)}
    />
  );
}
