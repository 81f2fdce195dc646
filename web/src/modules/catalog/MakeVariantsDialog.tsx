import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useRecordPage } from '../../api/records';
import type { RecordRow, Reference } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Go } from '../../kit/Go';
import { sayDone } from '../../kit/toast';
import { useMakeVariants } from './api';
import styles from './Catalog.module.css';

interface Choice {
  attribute: string | null;
  values: string[];
}

const MOST = 5;
const ALL = 200;

/** Chooses attributes and their values; one product is made of each combination that is not there yet. */
export function MakeVariantsDialog({ product, onClose }: { product: RecordRow; onClose: () => void }) {
  const make = useMakeVariants(product.id);
  const attributes = useRecordPage('attributes', { fields: ['name'], limit: ALL });
  const values = useRecordPage('attribute-values', { fields: ['name', 'attribute_id'], limit: ALL });
  const [choices, setChoices] = useState<Choice[]>([{ attribute: null, values: [] }]);
  const [names, setNames] = useState('{name} {values}');
  const [codes, setCodes] = useState('{code}-{codes}');
  const complete = choices.filter((choice) => choice.attribute && choice.values.length > 0);
  const count = complete.length === 0 ? 0 : complete.reduce((all, choice) => all * choice.values.length, 1);
  const change = (at: number, next: Partial<Choice>): void =>
    setChoices((before) => before.map((choice, place) => (place === at ? { ...choice, ...next } : choice)));
  const save = (): void =>
    make.mutate(
      {
        choices: complete.map((choice) => ({
          attribute_id: choice.attribute ?? '',
          value_ids: choice.values,
        })),
        name_pattern: names,
        code_pattern: codes,
      },
      {
        onSuccess: (family) => {
          sayDone(t('web.variants.made', { count: family.variants.length }));
          onClose();
        },
      },
    );
  const known = attributes.data?.items ?? [];
  return (
    <Modal
      open
      width={640}
      title={t('web.variants.make')}
      okText={t('web.variants.make_count', { count })}
      cancelText={t('web.cancel')}
      confirmLoading={make.isPending}
      okButtonProps={{ disabled: count === 0 }}
      onOk={save}
      onCancel={onClose}
    >
      {make.isError ? <ErrorPanel error={make.error} /> : null}
      {attributes.data && known.length === 0 ? (
        <p>
          {t('web.variants.no_attributes')} <Go to="/attributes">{t('web.nav.attributes')}</Go>
        </p>
      ) : null}
      {choices.map((choice, at) => (
        <div key={at} className={styles.choice}>
          <Select
            aria-label={t('web.variants.attribute')}
            placeholder={t('web.variants.attribute')}
            value={choice.attribute}
            options={known.map((row) => ({ value: row.id, label: String(row.name) }))}
            onChange={(attribute) => change(at, { attribute, values: [] })}
          />
          <Select
            mode="multiple"
            aria-label={t('web.variants.values')}
            placeholder={t('web.variants.values')}
            value={choice.values}
            disabled={!choice.attribute}
            options={(values.data?.items ?? [])
              .filter((row) => (row.attribute_id as Reference | null)?.id === choice.attribute)
              .map((row) => ({ value: row.id, label: String(row.name) }))}
            onChange={(chosen: string[]) => change(at, { values: chosen })}
          />
          <Button
            type="text"
            aria-label={t('web.grid.remove')}
            icon={<DeleteOutlined />}
            onClick={() => setChoices((before) => before.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      {choices.length < MOST ? (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => setChoices((before) => [...before, { attribute: null, values: [] }])}
        >
          {t('web.variants.add_attribute')}
        </Button>
      ) : null}
      <Form layout="vertical" style={{ marginTop: 16 }}>
        <Form.Item label={t('web.variants.names')} extra={t('web.variants.pattern_hint')}>
          <Input
            aria-label={t('web.variants.names')}
            value={names}
            onChange={(event) => setNames(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('web.variants.codes')}>
          <Input
            aria-label={t('web.variants.codes')}
            value={codes}
            onChange={(event) => setCodes(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
