import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useRecordPage } from '../../api/records';
import type { Reference } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { LineGrid } from '../catalog/lines/LineGrid';
import { blankLine, isBlank, stepLines, type LinesAction, type LineState } from '../catalog/lines/lines';
import { useBeginCount, type CountDraft } from './api';
import styles from './CountFormPage.module.css';
import { ANYWHERE } from './warehouses';

type Scope = NonNullable<CountDraft['scope']>;
const SCOPES: Scope[] = ['all', 'products', 'longest_ago', 'most_moved'];
const USUAL_SIZE = 20;
const MOST = 2000;

const COLUMNS = [{ key: 'unit', title: '', width: 72, show: (line: LineState) => line.product?.unit }];

/** Begins a count: where, of what, blindly or not, frozen or while goods go on moving. */
export default function CountFormPage() {
  const go = useGo();
  const begin = useBeginCount();
  const houses = useRecordPage('warehouses', { fields: ['name'], limit: 1, filter: ANYWHERE });
  const [chosen, setWarehouse] = useState<Reference>();
  const [scope, setScope] = useState<Scope>('all');
  const [most, setMost] = useState(USUAL_SIZE);
  const [blind, setBlind] = useState(true);
  const [frozen, setFrozen] = useState(false);
  const [note, setNote] = useState('');
  const [lines, setLines] = useState<LineState[]>(() => [blankLine()]);
  const [tried, setTried] = useState(false);
  const first = houses.data?.items[0];
  const warehouse = chosen ?? (first ? { id: first.id, title: String(first.name ?? '') } : undefined);
  const products = lines.flatMap((line) => (line.product ? [line.product.id] : []));
  const unknown = lines.some((line) => !isBlank(line) && line.product === null);
  const lacking = scope === 'products' && (products.length === 0 || unknown);

  const save = (): void => {
    setTried(true);
    if (begin.isPending || !warehouse || lacking) return;
    begin.mutate(
      {
        warehouse_id: warehouse.id,
        scope,
        most,
        blind,
        frozen,
        product_ids: scope === 'products' ? products : [],
        ...(note.trim() ? { note: note.trim() } : {}),
      },
      {
        onSuccess: (made) => {
          sayDone(t('web.count.begun', { number: made.number }));
          go(recordUrl('stock-counts', made.id), { replace: true });
        },
      },
    );
  };
  const saving = useSave(save, { ready: !houses.isPending, pending: begin.isPending });
  const act = (action: LinesAction): void => setLines((before) => stepLines(before, action));

  return (
    <Page
      narrow
      title={t('web.create.stock_count')}
      actions={
        <>
          <Button onClick={() => go('/stock-counts')}>{t('web.cancel')}</Button>
          <Button type="primary" {...saving}>
            {t('web.count.begin')}
          </Button>
        </>
      }
    >
      {begin.isError ? <ErrorPanel error={begin.error} /> : null}
      <div className={styles.form}>
        <label className={styles.field}>
          <span>{t('web.warehouse')}</span>
          <ReferencePicker
            label={t('web.warehouse')}
            required
            path="warehouses"
            filter={ANYWHERE}
            value={warehouse?.id}
            title={warehouse?.title}
            onChange={(next) => setWarehouse(next)}
          />
        </label>
        <label className={styles.field}>
          <span>{t('web.count.scope')}</span>
          <Select<Scope>
            aria-label={t('web.count.scope')}
            value={scope}
            options={SCOPES.map((value) => ({ value, label: tx(`web.count.scope.${value}`) }))}
            onChange={setScope}
          />
        </label>
        {scope === 'longest_ago' || scope === 'most_moved' ? (
          <label className={styles.field}>
            <span>{t('web.count.most')}</span>
            <InputNumber
              aria-label={t('web.count.most')}
              min={1}
              max={MOST}
              precision={0}
              value={most}
              onChange={(value) => setMost(value ?? USUAL_SIZE)}
            />
          </label>
        ) : null}
        <label className={styles.field}>
          <span>{t('web.note')}</span>
          <Input
            aria-label={t('web.note')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <div className={styles.choice}>
          <Checkbox checked={blind} onChange={(event) => setBlind(event.target.checked)}>
            {t('web.count.blind')}
          </Checkbox>
          <small className="soft">{t('web.count.blind.hint')}</small>
        </div>
        <div className={styles.choice}>
          <Checkbox checked={frozen} onChange={(event) => setFrozen(event.target.checked)}>
            {t('web.count.frozen')}
          </Checkbox>
          <small className="soft">{t('web.count.frozen.hint')}</small>
        </div>
      </div>
      {scope === 'products' ? (
        <>
          {tried && lacking ? (
            <p className="negative" role="alert">
              {t('web.count.products_needed')}
            </p>
          ) : null}
          <LineGrid
            label={t('web.count.products')}
            lines={lines}
            columns={COLUMNS}
            prefill={() => ({})}
            act={act}
            wrong={{}}
          />
        </>
      ) : null}
    </Page>
  );
}
