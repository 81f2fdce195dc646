import { Input, Modal } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import styles from '../lots/Lots.module.css';
import { useSwitchBins, type BinHouse } from './bins';

interface SwitchOnDialogProps {
  house: BinHouse;
  onClose: () => void;
}

/** Lets the goods of a warehouse stand in bins: names the one that all of them, and whatever comes, begin in. */
export function SwitchOnDialog({ house, onClose }: SwitchOnDialogProps) {
  const on = useSwitchBins(house.warehouse_id);
  const [receiving, setReceiving] = useState('SH-01');
  const good = receiving.trim() !== '';
  const save = (): void => {
    if (!good || on.isPending) return;
    on.mutate(
      { receiving: receiving.trim() },
      {
        onSuccess: () => {
          sayDone(t('web.bins.switched_on', { warehouse: house.warehouse }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={`${t('web.bins.switch_on')} ${house.warehouse}`}
      okText={t('web.bins.switch_on')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !good, loading: on.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {on.error ? <ErrorPanel error={on.error} /> : null}
      <p className="soft">{t('web.bins.switch_on.hint')}</p>
      <div className={styles.fields}>
        <label>
          {t('web.bins.receiving')}
          <Input
            autoFocus
            value={receiving}
            maxLength={40}
            onChange={(event) => setReceiving(event.target.value)}
            onPressEnter={save}
          />
        </label>
      </div>
    </Modal>
  );
}
