import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useRecord } from '../../../api/records';
import type { RecordRow } from '../../../api/types';
import { useAccess } from '../../../kit/access';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Page, Section } from '../../../kit/Page';
import { History } from '../../../kit/record/History';
import { UnreadRecord } from '../../../kit/record/UnreadRecord';
import { useRecentTab } from '../../../kit/recentTabs';
import { SkeletonPage } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import { useChangeAccount } from '../booksApi';
import { CurrencyDialog } from '../currencies/CurrencyDialog';
import { useCurrencies } from '../currencies/api';
import { currencyName } from '../currencies/names';
import { AddAccountDialog } from './AddAccountDialog';
import styles from './Chart.module.css';
import { DIMENSIONS, DimensionsInput, type Dimension } from './DimensionsInput';

const dimensionsIn = (row: RecordRow): Dimension[] => {
  const held = String(row.dimensions ?? '').split(',');
  return DIMENSIONS.filter((name) => held.includes(name));
};

/** One account: its facts, its lines, and the accounts that may be put below it. */
export default function AccountPage({ path, id }: RecordScreenProps) {
  const account = useRecord(path, id);
  const may = useAccess().can('ledger.account.manage');
  const [dialog, setDialog] = useState<'add' | 'edit' | 'currency' | null>(null);
  const currencies = useCurrencies();
  const row = account.data?.value;
  const name = row ? String((language() === 'en' && row.name_en) || row.name) : '';
  const title = row ? `${String(row.code)} ${name}` : undefined;
  useRecentTab(recordUrl(path, id), title);
  if (account.isError)
    return <UnreadRecord path={path} error={account.error} onRetry={() => void account.refetch()} />;
  if (!account.data || !row) return <SkeletonPage />;
  const dimensions = dimensionsIn(row);
  const facts: [string, React.ReactNode][] = [
    [t('web.account.code'), String(row.code)],
    [t('web.account.name'), String(row.name)],
    [t('web.chart.name_en'), String(row.name_en ?? '')],
    [tx('field.account.class'), tx(`choice.account.class.${String(row.class)}`)],
    [tx('field.account.normal_balance'), tx(`choice.account.normal_balance.${String(row.normal_balance)}`)],
    [tx('field.account.is_detail'), row.is_detail === true ? t('web.yes') : t('web.no')],
    [
      t('web.chart.dimensions'),
      dimensions.length > 0
        ? dimensions.map((one) => t(`web.chart.dimension.${one}`)).join(language() === 'en' ? ', ' : '\u3001')
        : t('web.chart.dimensions.none'),
    ],
  ];
  const currency = typeof row.currency === 'string' ? row.currency : null;
  if (currency !== null) {
    facts.push([t('web.chart.currency'), currencyName(currency)]);
    facts.push([t('web.chart.revalued'), row.revalued === true ? t('web.yes') : t('web.no')]);
  }
  const keeps = row.is_detail === true && (currencies.data?.active.length ?? 0) > 0;
  return (
    <Page
      title={title ?? ''}
      facts={
        <>
          <Status state={row.active === false ? 'inactive' : 'active'} />
          <Go to={`/account-lines/${String(row.code)}`}>{t('web.account.lines')}</Go>
          <Go to="/dimension-balances" search={{ account: String(row.code) }}>
            {t('web.nav.dimension_balances')}
          </Go>
        </>
      }
      actions={
        may ? (
          <>
            {keeps ? <Button onClick={() => setDialog('currency')}>{t('web.chart.currency')}</Button> : null}
            <Button onClick={() => setDialog('edit')}>{t('web.record.edit')}</Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog('add')}>
              {t('web.chart.add')}
            </Button>
          </>
        ) : null
      }
    >
      <div className={styles.columns}>
        <Section title={t('web.chart.facts')}>
          <dl className={styles.facts}>
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt className="soft">{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <History record="account" id={id} />
      </div>
      {dialog === 'add' ? (
        <AddAccountDialog parent={String(row.code)} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'currency' ? (
        <CurrencyDialog row={row} etag={account.data.etag} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'edit' ? (
        <EditDialog row={row} etag={account.data.etag} onClose={() => setDialog(null)} />
      ) : null}
    </Page>
  );
}

interface EditDialogProps {
  row: RecordRow;
  etag: string;
  onClose: () => void;
}

interface Values {
  name: string;
  name_en?: string;
  dimensions: Dimension[];
  active: boolean;
}

/** Changes an account's names, what its lines must name, and whether it may be used; its code and place stay. */
function EditDialog({ row, etag, onClose }: EditDialogProps) {
  const change = useChangeAccount(row.id);
  const [form] = Form.useForm<Values>();
  const begun: Values = {
    name: String(row.name),
    name_en: String(row.name_en ?? ''),
    dimensions: dimensionsIn(row),
    active: row.active !== false,
  };
  const save = (values: Values): void =>
    change.mutate(
      {
        changes: {
          name: values.name.trim(),
          name_en: values.name_en?.trim() || null,
          active: values.active,
          dimensions: values.dimensions,
        },
        etag,
      },
      {
        onSuccess: () => {
          sayDone(t('web.form.saved'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('web.form.edit', { what: `${String(row.code)} ${begun.name}` })}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {change.isError ? <ErrorPanel error={change.error} /> : null}
      <Form<Values> form={form} layout="vertical" initialValues={begun} onFinish={save}>
        <Form.Item
          name="name"
          label={t('web.account.name')}
          rules={[{ required: true, whitespace: true, message: t('web.chart.name.needed') }]}
        >
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="name_en" label={t('web.chart.name_en')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="dimensions" label={t('web.chart.dimensions')} extra={t('web.chart.dimensions.how')}>
          <DimensionsInput />
        </Form.Item>
        <Form.Item name="active" label={tx('field.account.active')} valuePropName="checked">
          <Switch aria-label={tx('field.account.active')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
