import { Form, Modal } from 'antd';
import type { RecordRow } from '../../../api/types';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import { useKeepCurrency } from './api';
import { CurrencyFields } from './CurrencyFields';

interface Values {
  currency?: string | null;
  revalued?: boolean;
}

interface CurrencyDialogProps {
  row: RecordRow;
  etag: string;
  onClose: () => void;
}

/** Has an account keep a currency, or none. */
export function CurrencyDialog({ row, etag, onClose }: CurrencyDialogProps) {
  const keep = useKeepCurrency(row.id);
  const [form] = Form.useForm<Values>();
  const begun = {
    currency: typeof row.currency === 'string' ? row.currency : null,
    revalued: row.currency ? row.revalued === true : true,
  };
  const save = (values: Values): void =>
    keep.mutate(
      { changes: { currency: values.currency ?? null, revalued: values.revalued ?? begun.revalued }, etag },
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
      title={t('web.chart.currency.of', { account: `${String(row.code)} ${String(row.name)}` })}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={keep.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {keep.isError ? <ErrorPanel error={keep.error} /> : null}
      <Form<Values> form={form} layout="vertical" initialValues={begun} onFinish={save}>
        <CurrencyFields />
      </Form>
    </Modal>
  );
}
