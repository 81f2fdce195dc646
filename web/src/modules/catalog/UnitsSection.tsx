import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Reference } from '../../api/types';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { DecimalInput } from '../../kit/DecimalInput';
import type { Decimal } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import {
  useAddBarcode,
  useDropUnit,
  useProductUnits,
  usePutUnit,
  useRemoveBarcode,
  type ProductUnit,
} from './api';
import styles from './Catalog.module.css';

interface UnitsSectionProps {
  id: string;
  mayChange: boolean;
}

/** The units in which a product is counted, what each holds, what it costs, and its barcodes. */
export function UnitsSection({ id, mayChange }: UnitsSectionProps) {
  const units = useProductUnits(id);
  const drop = useDropUnit(id);
  const remove = useRemoveBarcode(id);
  const [asking, setAsking] = useState<'unit' | 'code' | null>(null);
  const rows = units.data ?? [];
  const own = rows[0];
  return (
    <Section
      title={t('web.units.title')}
      flush
      extra={
        mayChange && own ? (
          <div className={styles.buttons}>
            <Button size="small" icon={<PlusOutlined />} onClick={() => setAsking('unit')}>
              {t('web.units.add')}
            </Button>
            <Button size="small" icon={<PlusOutlined />} onClick={() => setAsking('code')}>
              {t('web.barcodes.add')}
            </Button>
          </div>
        ) : null
      }
    >
      {units.isPending ? <SkeletonRows rows={2} columns={4} /> : null}
      {units.isError ? <ErrorPanel error={units.error} onRetry={() => void units.refetch()} /> : null}
      {own ? (
        <SimpleTable<ProductUnit>
          label={t('web.units.title')}
          columns={[
            { key: 'unit', title: t('web.unit'), cell: (unit) => unit.unit },
            { key: 'holds', title: t('web.units.holds'), cell: (unit) => holds(unit, own) },
            {
              key: 'price',
              title: t('web.units.price'),
              numeric: true,
              cell: (unit) => <Money value={unit.sale_price} />,
            },
            {
              key: 'codes',
              title: t('web.barcodes'),
              cell: (unit) => (
                <span className={styles.codes}>
                  {(unit.barcodes ?? []).map((code) => (
                    <span key={code.id} className={styles.code}>
                      {code.code}
                      {mayChange ? (
                        <button
                          type="button"
                          className={styles.drop}
                          aria-label={t('web.barcodes.remove', { code: code.code })}
                          onClick={() => remove.mutateAsync(code.id).catch(sayRefused)}
                        >
                          <CloseOutlined />
                        </button>
                      ) : null}
                    </span>
                  ))}
                </span>
              ),
            },
            ...(mayChange
              ? [
                  {
                    key: 'drop',
                    title: '',
                    width: 80,
                    cell: (unit: ProductUnit) =>
                      unit.is_own ? null : (
                        <ConfirmButton
                          size="small"
                          question={t('web.units.drop.question', { unit: unit.unit })}
                          explain={t('web.units.drop.explain')}
                          confirm={t('web.units.drop')}
                          command={() => drop.mutateAsync(unit.unit_id)}
                        >
                          {t('web.units.drop')}
                        </ConfirmButton>
                      ),
                  },
                ]
              : []),
          ]}
          rows={rows}
          rowKey={(unit) => unit.unit_id}
        />
      ) : null}
      {asking === 'unit' && own ? <UnitDialog id={id} own={own} onClose={() => setAsking(null)} /> : null}
      {asking === 'code' ? <CodeDialog id={id} units={rows} onClose={() => setAsking(null)} /> : null}
    </Section>
  );
}

/** 1 箱 = 24 个; of a smaller unit the other way round: 3 个 = 1 箱. */
function holds(unit: ProductUnit, own: ProductUnit): string {
  if (unit.is_own) return t('web.units.own');
  return t('web.units.equation', {
    left: unit.denominator,
    unit: unit.unit,
    right: unit.numerator,
    own: own.unit,
  });
}

interface UnitValues {
  left: Decimal;
  right: Decimal;
  sale_price?: Decimal | null;
}

function UnitDialog({ id, own, onClose }: { id: string; own: ProductUnit; onClose: () => void }) {
  const put = usePutUnit(id);
  const [form] = Form.useForm<UnitValues>();
  const [unit, setUnit] = useState<Reference | undefined>();
  const save = ({ left, right, sale_price }: UnitValues): void => {
    if (!unit) return;
    put.mutate(
      {
        unit_id: unit.id,
        numerator: Number(right),
        denominator: Number(left),
        sale_price: sale_price ?? null,
      },
      {
        onSuccess: () => {
          sayDone(t('web.units.added', { unit: unit.title }));
          onClose();
        },
      },
    );
  };
  const whole = [{ required: true, pattern: /^[1-9]\d{0,11}$/, message: t('web.units.whole') }];
  return (
    <Modal
      open
      title={t('web.units.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={put.isPending}
      okButtonProps={{ disabled: !unit }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {put.isError ? <ErrorPanel error={put.error} /> : null}
      <Form<UnitValues> form={form} layout="vertical" initialValues={{ left: '1' }} onFinish={save}>
        <Form.Item label={t('web.unit')} required>
          <ReferencePicker
            label={t('web.unit')}
            path="units"
            required
            value={unit?.id}
            title={unit?.title}
            onChange={setUnit}
          />
        </Form.Item>
        <Form.Item label={t('web.units.holds')} extra={t('web.units.hint', { own: own.unit })}>
          <div className={styles.holds}>
            <Form.Item name="left" noStyle rules={whole}>
              <Input inputMode="numeric" aria-label={t('web.units.left')} />
            </Form.Item>
            <span>{unit?.title ?? t('web.unit')} =</span>
            <Form.Item name="right" noStyle rules={whole}>
              <Input inputMode="numeric" aria-label={t('web.units.right')} />
            </Form.Item>
            <span>{own.unit}</span>
          </div>
        </Form.Item>
        <Form.Item name="sale_price" label={t('web.units.price')} extra={t('web.units.price.hint')}>
          <DecimalInput label={t('web.units.price')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface CodeValues {
  code: string;
  unit_id: string;
}

function CodeDialog({ id, units, onClose }: { id: string; units: ProductUnit[]; onClose: () => void }) {
  const add = useAddBarcode(id);
  const [form] = Form.useForm<CodeValues>();
  return (
    <Modal
      open
      title={t('web.barcodes.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {add.isError ? <ErrorPanel error={add.error} /> : null}
      <Form<CodeValues>
        form={form}
        layout="vertical"
        initialValues={{ unit_id: units[0]?.unit_id }}
        onFinish={(values) => add.mutate(values, { onSuccess: onClose })}
      >
        <Form.Item
          name="code"
          label={t('web.barcodes.code')}
          extra={t('web.barcodes.hint')}
          rules={[{ required: true, message: t('web.barcodes.needed') }]}
        >
          <Input autoFocus inputMode="numeric" maxLength={14} />
        </Form.Item>
        <Form.Item name="unit_id" label={t('web.unit')}>
          <Select options={units.map((unit) => ({ value: unit.unit_id, label: unit.unit }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
