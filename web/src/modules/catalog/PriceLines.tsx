import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useChangeRecord, useCreateRecord, useDeleteRecord, useRecordPages } from '../../api/records';
import type { Condition, RecordRow, Reference } from '../../api/types';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { DecimalInput } from '../../kit/DecimalInput';
import type { Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { PercentInput } from '../../kit/form/PercentInput';
import { t } from '../../kit/i18n';
import { Percent, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import styles from './Catalog.module.css';

const PATH = 'price-list-lines';
const FIELDS = ['product_id', 'category_id', 'unit_id', 'min_quantity', 'price', 'discount', 'note'];

interface Line extends RecordRow {
  product_id: Reference | null;
  category_id: Reference | null;
  unit_id: Reference | null;
  min_quantity: Decimal;
  price: Decimal | null;
  discount: Decimal | null;
}

/** The prices of a list: by product or category, from a quantity on, in a unit. */
export function PriceLines({ list, mayChange }: { list: RecordRow; mayChange: boolean }) {
  const filter: Condition = { field: 'price_list_id', op: 'eq', value: list.id };
  const pages = useRecordPages<Line>(PATH, { filter, fields: FIELDS, sort: 'created_at', limit: 100 });
  const remove = useDeleteRecord(PATH);
  const [asking, setAsking] = useState<Line | 'new' | null>(null);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title={t('web.price_list.lines')}
      flush
      extra={
        mayChange ? (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAsking('new')}>
            {t('web.price_list.add')}
          </Button>
        ) : null
      }
    >
      {pages.isPending ? <SkeletonRows rows={4} columns={4} /> : null}
      {pages.isError ? <ErrorPanel error={pages.error} onRetry={() => void pages.refetch()} /> : null}
      {pages.data && rows.length === 0 ? <EmptyState small title={t('web.price_list.empty')} /> : null}
      {rows.length > 0 ? (
        <SimpleTable<Line>
          label={t('web.price_list.lines')}
          columns={[
            { key: 'what', title: t('web.price_list.what'), cell: (line) => <What line={line} /> },
            { key: 'unit', title: t('web.unit'), cell: (line) => line.unit_id?.title ?? '' },
            {
              key: 'from',
              title: t('web.price_list.from'),
              numeric: true,
              cell: (line) => <Quantity value={line.min_quantity} />,
            },
            {
              key: 'price',
              title: t('web.price_list.price'),
              numeric: true,
              cell: (line) =>
                line.price === null ? (
                  <>
                    {t('web.price_list.less')} <Percent value={line.discount ?? '0'} />
                  </>
                ) : (
                  <Quantity value={line.price} />
                ),
            },
            ...(mayChange
              ? [
                  {
                    key: 'verbs',
                    title: '',
                    width: 140,
                    cell: (line: Line) => (
                      <span className={styles.buttons}>
                        <Button size="small" type="text" onClick={() => setAsking(line)}>
                          {t('web.record.edit')}
                        </Button>
                        <ConfirmButton
                          size="small"
                          question={t('web.price_list.remove.question')}
                          explain={t('web.price_list.remove.explain')}
                          confirm={t('web.record.delete')}
                          command={() => remove.mutateAsync({ id: line.id, etag: `"${line.version}"` })}
                        >
                          {t('web.record.delete')}
                        </ConfirmButton>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
          rows={rows}
          rowKey={(line) => line.id}
        />
      ) : null}
      {pages.hasNextPage ? (
        <Button type="link" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('web.price_list.more')}
        </Button>
      ) : null}
      {asking ? (
        <LineDialog list={list.id} line={asking === 'new' ? null : asking} onClose={() => setAsking(null)} />
      ) : null}
    </Section>
  );
}

function What({ line }: { line: Line }) {
  if (line.product_id) return <Go to={recordUrl('products', line.product_id.id)}>{line.product_id.title}</Go>;
  if (line.category_id) return <>{t('web.price_list.category', { category: line.category_id.title })}</>;
  return null;
}

interface Values {
  min_quantity: Decimal | null;
  price: Decimal | null;
  discount: Decimal | null;
}

function LineDialog({ list, line, onClose }: { list: string; line: Line | null; onClose: () => void }) {
  const create = useCreateRecord(PATH);
  const change = useChangeRecord(PATH);
  const [form] = Form.useForm<Values>();
  const [about, setAbout] = useState<'product' | 'category'>(line?.category_id ? 'category' : 'product');
  const [product, setProduct] = useState<Reference | null>(line?.product_id ?? null);
  const [category, setCategory] = useState<Reference | null>(line?.category_id ?? null);
  const [unit, setUnit] = useState<Reference | null>(line?.unit_id ?? null);
  const [chosen, setWay] = useState<'price' | 'discount'>(line?.discount != null ? 'discount' : 'price');
  const way = about === 'category' ? 'discount' : chosen;
  const error = create.error ?? change.error;
  const save = (values: Values): void => {
    const said = {
      product_id: about === 'product' ? (product?.id ?? null) : null,
      category_id: about === 'category' ? (category?.id ?? null) : null,
      unit_id: about === 'product' ? (unit?.id ?? null) : null,
      min_quantity: values.min_quantity ?? '0',
      price: way === 'price' ? values.price : null,
      discount: way === 'discount' ? values.discount : null,
    };
    const done = {
      onSuccess: () => {
        sayDone(t('web.form.saved'));
        onClose();
      },
    };
    if (line) change.mutate({ id: line.id, etag: `"${line.version}"`, changes: said }, done);
    else create.mutate({ price_list_id: list, ...said }, done);
  };
  return (
    <Modal
      open
      title={t(line ? 'web.price_list.change' : 'web.price_list.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={create.isPending || change.isPending}
      okButtonProps={{ disabled: about === 'product' ? !product : !category }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error ? <ErrorPanel error={error} /> : null}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          min_quantity: line?.min_quantity ?? '0',
          price: line?.price ?? null,
          discount: line?.discount ?? null,
        }}
        onFinish={save}
      >
        <Form.Item>
          <Segmented
            value={about}
            options={[
              { value: 'product', label: t('web.product') },
              { value: 'category', label: t('web.price_list.by_category') },
            ]}
            onChange={setAbout}
          />
        </Form.Item>
        {about === 'product' ? (
          <>
            <Form.Item label={t('web.product')} required>
              <ReferencePicker
                label={t('web.product')}
                path="products"
                required
                value={product?.id}
                title={product?.title}
                onChange={(next) => setProduct(next ?? null)}
              />
            </Form.Item>
            <Form.Item label={t('web.unit')} extra={t('web.price_list.unit_hint')}>
              <ReferencePicker
                label={t('web.unit')}
                path="units"
                value={unit?.id}
                title={unit?.title}
                onChange={(next) => setUnit(next ?? null)}
              />
            </Form.Item>
          </>
        ) : (
          <Form.Item label={t('web.price_list.by_category')} required>
            <ReferencePicker
              label={t('web.price_list.by_category')}
              path="product-categories"
              required
              value={category?.id}
              title={category?.title}
              onChange={(next) => setCategory(next ?? null)}
            />
          </Form.Item>
        )}
        <Form.Item name="min_quantity" label={t('web.price_list.from')}>
          <DecimalInput label={t('web.price_list.from')} />
        </Form.Item>
        {about === 'product' ? (
          <Form.Item>
            <Segmented
              value={way}
              options={[
                { value: 'price', label: t('web.price_list.price') },
                { value: 'discount', label: t('web.price_list.discount') },
              ]}
              onChange={setWay}
            />
          </Form.Item>
        ) : null}
        {way === 'price' ? (
          <Form.Item name="price" label={t('web.price_list.price')}>
            <DecimalInput label={t('web.price_list.price')} />
          </Form.Item>
        ) : (
          <Form.Item
            name="discount"
            label={t('web.price_list.discount')}
            extra={t('web.price_list.discount_hint')}
          >
            <PercentInput value={undefined} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
