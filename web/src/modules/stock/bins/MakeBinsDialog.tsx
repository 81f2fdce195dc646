import { Input, Modal } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import styles from '../lots/Lots.module.css';
import { useMakeBins, type BinHouse } from './bins';

interface MakeBinsDialogProps {
  house: BinHouse;
  onClose: () => void;
}

/** Makes one bin, or all of a series from the first code to the last. */
export function MakeBinsDialog({ house, onClose }: MakeBinsDialogProps) {
  const make = useMakeBins();
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const good = first.trim() !== '';
  const save = (): void => {
    if (!good || make.isPending) return;
    const ends = { first: first.trim(), ...(last.trim() ? { last: last.trim() } : {}) };
    make.mutate(
      { warehouse_id: house.warehouse_id, ...ends },
      {
        onSuccess: ({ made, known }) => {
          sayDone(t(known ? 'web.bins.made_some' : 'web.bins.made', { count: made, known }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={`${t('web.bins.make')} ${house.warehouse}`}
      okText={t('web.bins.make')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !good, loading: make.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {make.error ? <ErrorPanel error={make.error} /> : null}
      <p className="soft">{t('web.bins.make.hint')}</p>
      <div className={styles.fields}>
        <label>
          {t('web.bins.first')}
          <Input
            autoFocus
            value={first}
            maxLength={40}
            placeholder="A-01-01"
            onChange={(event) => setFirst(event.target.value)}
            onPressEnter={save}
          />
        </label>
        <label>
          {t('web.bins.last')}
          <Input
            value={last}
            maxLength={40}
            placeholder="A-05-04"
            onChange={(event) => setLast(event.target.value)}
            onPressEnter={save}
          />
        </label>
      </div>
    </Modal>
  );
}
