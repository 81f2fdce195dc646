import { Checkbox, DatePicker, Form, Input, Modal, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import type { RecordRow } from '../../api/types';
import { useAccess } from '../../kit/access';
import { parseDecimal } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useConvert, usePreview, type Preview } from './api';
import styles from './Crm.module.css';

interface Typed {
  into: string;
  contact: boolean;
  deal: boolean;
  name?: string;
  amount?: string;
  expected_on?: Dayjs | null;
}

const NEW = 'new';

/** Makes a lead a customer: a new one or one that is there, with a contact and an opportunity if wished. */
export function ConvertDialog({ lead, onClose }: { lead: RecordRow; onClose: () => void }) {
  const preview = usePreview(lead.id);
  if (!preview.data) {
    return (
      <Modal open footer={null} title={t('web.lead.convert')} onCancel={onClose}>
        {preview.isError ? <ErrorPanel error={preview.error} /> : <SkeletonRows rows={4} columns={2} />}
      </Modal>
    );
  }
  return <Convert lead={lead} preview={preview.data} onClose={onClose} />;
}

interface ConvertProps {
  lead: RecordRow;
  preview: Preview;
  onClose: () => void;
}

function Convert({ lead, preview, onClose }: ConvertProps) {
  const go = useGo();
  const { can } = useAccess();
  const convert = useConvert(lead.id);
  const [form] = Form.useForm<Typed>();
  const [deal, setDeal] = useState(can('crm.opportunity.create'));
  const openable = preview.candidates.filter((one) => one.id !== null);
  const first = openable[0]?.id ?? NEW;
  const finish = (typed: Typed): void => {
    const attached = typed.into !== NEW;
    convert.mutate(
      {
        party_id: attached ? typed.into : null,
        another: !attached && preview.candidates.length > 0,
        contact: typed.contact,
        opportunity: deal
          ? {
              name: (typed.name ?? '').trim(),
              amount: parseDecimal(typed.amount ?? '') || null,
              expected_on: typed.expected_on ? typed.expected_on.format('YYYY-MM-DD') : null,
            }
          : null,
      },
      {
        onSuccess: (made) => {
          sayDone(t('web.lead.done'));
          onClose();
          go(recordUrl('parties', made.party_id));
        },
      },
    );
  };
  return (
    <Modal
      open
      width={600}
      title={t('web.lead.convert')}
      okText={t('web.lead.convert')}
      cancelText={t('web.cancel')}
      confirmLoading={convert.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ into: first, contact: true, deal, name: String(preview.opportunity.name ?? '') }}
        onFinish={finish}
      >
        {convert.error ? <ErrorPanel error={convert.error} /> : null}
        <Form.Item name="into" label={t('web.lead.into')}>
          <Radio.Group className={styles.choices}>
            {openable.map((one) => (
              <Radio key={one.id} value={one.id}>
                {t('web.lead.into.there', { name: one.title })}
                <span className="soft">
                  {' '}
                  {t('web.duplicates.same', { field: tx(`field.party.${one.field}`) })}
                  {one.owner ? ` ${t('web.duplicates.owner', { name: one.owner })}` : ''}
                </span>
              </Radio>
            ))}
            <Radio value={NEW}>{t('web.lead.into.new', { name: String(preview.party.name ?? '') })}</Radio>
          </Radio.Group>
        </Form.Item>
        {preview.candidates
          .filter((one) => one.id === null && one.title)
          .map((one, at) => (
            <p key={at} className={styles.warning} role="note">
              {t('web.lead.of_other', { name: one.title, owner: one.owner ?? '' })}
            </p>
          ))}
        {preview.contact.name ? (
          <Form.Item name="contact" valuePropName="checked">
            <Checkbox>{t('web.lead.with_contact', { name: String(preview.contact.name) })}</Checkbox>
          </Form.Item>
        ) : null}
        {can('crm.opportunity.create') ? (
          <Form.Item name="deal" valuePropName="checked">
            <Checkbox onChange={(event) => setDeal(event.target.checked)}>
              {t('web.lead.with_opportunity')}
            </Checkbox>
          </Form.Item>
        ) : null}
        {deal ? (
          <div className={styles.pair}>
            <Form.Item
              name="name"
              label={tx('field.opportunity.name')}
              rules={[{ required: true, whitespace: true, message: t('web.opportunity.name.required') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item
              name="amount"
              label={tx('field.opportunity.amount')}
              rules={[
                {
                  validator: (_, text: string | undefined) =>
                    text && parseDecimal(text) === null
                      ? Promise.reject(new Error(t('web.opportunity.amount.wrong')))
                      : Promise.resolve(),
                },
              ]}
            >
              <Input inputMode="decimal" />
            </Form.Item>
            <Form.Item name="expected_on" label={tx('field.opportunity.expected_on')}>
              <DatePicker minDate={dayjs('1980-01-01')} />
            </Form.Item>
          </div>
        ) : null}
      </Form>
    </Modal>
  );
}
