import { Form, Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Condition, Reference } from '../../api/types';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { sayDone } from '../../kit/toast';
import { useShip, type Waybill } from './api';

const IN_USE: Condition = { field: 'active', op: 'eq', value: true };
const MOST_PARCELS = 9999;

interface ShipDialogProps {
  delivery: string;
  /** The one that is put right; without it, goods are sent on their way. */
  waybill?: Waybill;
  onClose: () => void;
}

/** Who brings goods to their customer: a carrier under his number, or a driver of our own. */
export function ShipDialog({ delivery, waybill, onClose }: ShipDialogProps) {
  const ship = useShip(delivery, waybill);
  const [way, setWay] = useState<'carrier' | 'driver'>(waybill && !waybill.carrier ? 'driver' : 'carrier');
  const [carrier, setCarrier] = useState<Reference | undefined>(waybill?.carrier ?? undefined);
  const [number, setNumber] = useState(waybill?.tracking_number ?? '');
  const [driver, setDriver] = useState(waybill?.driver ?? '');
  const [phone, setPhone] = useState(waybill?.driver_phone ?? '');
  const [parcels, setParcels] = useState(waybill?.parcels ?? 1);
  const [day, setDay] = useState(waybill?.shipped_on ?? today());
  const [note, setNote] = useState(waybill?.note ?? '');
  const own = way === 'driver';
  const said = {
    carrier_id: own ? null : (carrier?.id ?? null),
    tracking_number: own ? null : number.trim() || null,
    driver: own ? driver.trim() || null : null,
    driver_phone: own ? phone.trim() || null : null,
    parcels,
    shipped_on: day,
    note: note.trim() || null,
  };
  const words = t(waybill ? 'web.ship.correct' : 'web.ship');
  const save = (): void =>
    ship.mutate(said, {
      onSuccess: () => {
        sayDone(t(waybill ? 'web.ship.corrected' : 'web.ship.done'));
        onClose();
      },
    });
  return (
    <Modal
      open
      title={words}
      okText={words}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !said.carrier_id && !said.driver, loading: ship.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {ship.isError ? <ErrorPanel error={ship.error} /> : null}
      <Form layout="vertical">
        <Form.Item label={t('web.ship.way')}>
          <Radio.Group
            value={way}
            options={[
              { value: 'carrier', label: t('web.ship.by_carrier') },
              { value: 'driver', label: t('web.ship.own_driver') },
            ]}
            onChange={(event) => setWay(event.target.value as typeof way)}
          />
        </Form.Item>
        {own ? (
          <>
            <Form.Item label={t('web.ship.driver')} required htmlFor="ship-driver">
              <Input
                id="ship-driver"
                autoFocus
                maxLength={60}
                value={driver}
                onChange={(event) => setDriver(event.target.value)}
              />
            </Form.Item>
            <Form.Item label={t('web.ship.driver_phone')} htmlFor="ship-phone">
              <Input
                id="ship-phone"
                type="tel"
                maxLength={40}
                value={phone}
                onChange={(event) => setPhone(event.target.value)}
              />
            </Form.Item>
          </>
        ) : (
          <>
            <Form.Item label={t('web.ship.carrier')} required>
              <ReferencePicker
                label={t('web.ship.carrier')}
                required
                path="carriers"
                filter={IN_USE}
                value={carrier?.id}
                title={carrier?.title}
                onChange={setCarrier}
              />
            </Form.Item>
            <Form.Item label={t('web.ship.tracking_number')} htmlFor="ship-number">
              <Input
                id="ship-number"
                maxLength={60}
                value={number}
                onChange={(event) => setNumber(event.target.value)}
              />
            </Form.Item>
          </>
        )}
        <Form.Item label={t('web.ship.parcels')} htmlFor="ship-parcels">
          <InputNumber
            id="ship-parcels"
            min={1}
            max={MOST_PARCELS}
            precision={0}
            value={parcels}
            onChange={(next) => setParcels(next ?? 1)}
          />
        </Form.Item>
        <Form.Item label={t('web.ship.shipped_on')}>
          <DayPicker
            aria-label={t('web.ship.shipped_on')}
            value={day}
            style={{ width: '100%' }}
            onChange={setDay}
          />
        </Form.Item>
        <Form.Item label={t('web.ship.note')} htmlFor="ship-note">
          <Input id="ship-note" value={note} onChange={(event) => setNote(event.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
