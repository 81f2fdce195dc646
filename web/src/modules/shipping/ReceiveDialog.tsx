import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { FieldMeta } from '../../api/types';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { ErrorPanel } from '../../kit/ErrorPanel';
import FilesInput from '../../kit/form/FilesInput';
import SignatureInput from '../../kit/form/SignatureInput';
import { t, tx } from '../../kit/i18n';
import { filesOf } from '../../kit/structures';
import { sayDone } from '../../kit/toast';
import { useReceive, type Waybill } from './api';

const OUTCOMES = ['received', 'partly', 'refused'] as const;
type Outcome = (typeof OUTCOMES)[number];
const proof = (name: string, kind: FieldMeta['kind']): FieldMeta => ({
  name,
  kind,
  label: `web.receive.${name}`,
  required: false,
  read_only: false,
  in_list: false,
  in_form: true,
});
const SIGNATURE = proof('signature', 'signature');
const PHOTOS = proof('photos', 'image');

/** 签收: what the customer made of it, his name and signature, photographs; made for the phone of who stands there. */
export function ReceiveDialog({ waybill, onClose }: { waybill: Waybill; onClose: () => void }) {
  const receive = useReceive(waybill.id);
  const [outcome, setOutcome] = useState<Outcome>('received');
  const [by, setBy] = useState('');
  const [day, setDay] = useState(today());
  const [note, setNote] = useState('');
  const [signature, setSignature] = useState<unknown>(null);
  const [photos, setPhotos] = useState<unknown>([]);
  const [unkept, setUnkept] = useState(false);
  const wrong = outcome !== 'received';
  const save = (): void =>
    receive.mutate(
      {
        outcome,
        received_by: by.trim(),
        received_on: day,
        receipt_note: note.trim() || null,
        signature: filesOf(signature)[0]?.id ?? null,
        photos: filesOf(photos).map((file) => file.id),
      },
      {
        onSuccess: () => {
          sayDone(t('web.receive.done'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={`${t('web.receive')} ${waybill.number}`}
      okText={t('web.receive')}
      cancelText={t('web.cancel')}
      okButtonProps={{
        disabled: !by.trim() || (wrong && !note.trim()) || unkept,
        loading: receive.isPending,
      }}
      onOk={save}
      onCancel={onClose}
    >
      {receive.isError ? <ErrorPanel error={receive.error} /> : null}
      <Form layout="vertical">
        <Form.Item label={t('web.receive.outcome')}>
          <Radio.Group
            value={outcome}
            options={OUTCOMES.map((value) => ({ value, label: tx(`choice.waybill.state.${value}`) }))}
            onChange={(event) => setOutcome(event.target.value as Outcome)}
          />
        </Form.Item>
        <Form.Item label={t('web.receive.by')} required htmlFor="receive-by">
          <Input
            id="receive-by"
            autoFocus
            maxLength={60}
            value={by}
            onChange={(event) => setBy(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('web.receive.on')}>
          <DayPicker
            aria-label={t('web.receive.on')}
            value={day}
            style={{ width: '100%' }}
            onChange={setDay}
          />
        </Form.Item>
        <Form.Item label={t('web.receive.note')} required={wrong} htmlFor="receive-note">
          <Input.TextArea
            id="receive-note"
            autoSize={{ minRows: 2, maxRows: 6 }}
            placeholder={wrong ? t('web.receive.note.needed') : undefined}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('web.receive.signature')}>
          <SignatureInput
            field={SIGNATURE}
            id="receive-signature"
            value={signature}
            onChange={setSignature}
            onUnkept={setUnkept}
          />
          {unkept ? (
            <span role="status" className="soft">
              {t('web.receive.unkept')}
            </span>
          ) : null}
        </Form.Item>
        <Form.Item label={t('web.receive.photos')}>
          <FilesInput field={PHOTOS} id="receive-photos" value={photos} onChange={setPhotos} />
        </Form.Item>
      </Form>
      {wrong ? <p className="soft">{t('web.receive.return_hint')}</p> : null}
    </Modal>
  );
}
