import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useCategoryCosting, useSetCosting, type CategoryCosting, type CostMethod } from './api';
import { METHODS, MethodQuestion } from './MethodQuestion';

const STEP = 20;
const INHERIT = 'inherit';

interface Asked {
  row: CategoryCosting;
  method: CostMethod | null;
}

/** The tree of categories with how each is valued: by its own word, or by that of one above it. */
export function CategoryMethods() {
  const found = useCategoryCosting();
  const set = useSetCosting();
  const may = useAccess().can('stock.costing.manage');
  const [asked, setAsked] = useState<Asked | null>(null);
  const names = new Map(found.data?.map((row) => [row.category_id, row.name]));
  const change = ({ row, method }: Asked): void =>
    set.mutate(
      { method, category_id: row.category_id },
      { onSuccess: () => sayDone(t('web.form.saved')), onSettled: () => setAsked(null) },
    );
  const from = (row: CategoryCosting): string =>
    row.from_category ? (names.get(row.from_category) ?? '') : t('web.costing.company');
  return (
    <Section title={t('web.costing.categories')} flush>
      {found.isPending ? <SkeletonRows rows={3} columns={3} /> : null}
      {found.isError ? <ErrorPanel error={found.error} /> : null}
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      {found.data?.length === 0 ? <EmptyState small title={t('web.costing.categories.none')} /> : null}
      {found.data?.length ? (
        <SimpleTable<CategoryCosting>
          label={t('web.costing.categories')}
          columns={[
            {
              key: 'name',
              title: t('web.costing.category'),
              cell: (row) => (
                <span style={{ paddingLeft: row.depth * STEP }}>
                  <Go to={recordUrl('product-categories', row.category_id)}>{row.name}</Go>
                </span>
              ),
            },
            {
              key: 'own',
              title: t('web.costing.own_method'),
              width: 230,
              cell: (row) => (
                <Select<string>
                  aria-label={`${t('web.costing.own_method')} ${row.name}`}
                  style={{ width: 200 }}
                  disabled={!may}
                  value={row.own ?? INHERIT}
                  options={[
                    { value: INHERIT, label: t('web.costing.inherit') },
                    ...METHODS.map((one) => ({ value: one, label: tx(`web.costing.${one}`) })),
                  ]}
                  onChange={(next) =>
                    setAsked({ row, method: next === INHERIT ? null : (next as CostMethod) })
                  }
                />
              ),
            },
            {
              key: 'method',
              title: t('web.costing.method'),
              cell: (row) => (
                <>
                  {tx(`web.costing.${row.method}`)}{' '}
                  {row.own ? null : (
                    <span className="soft">{t('web.costing.inherits', { from: from(row) })}</span>
                  )}
                </>
              ),
            },
            {
              key: 'products',
              title: t('web.costing.products'),
              numeric: true,
              cell: (row) => row.products,
            },
            {
              key: 'otherwise',
              title: '',
              cell: (row) =>
                row.otherwise > 0 ? (
                  <>
                    <span className="soft">{t('web.costing.otherwise', { count: row.otherwise })}</span>{' '}
                    {may ? (
                      <Button
                        size="small"
                        onClick={() => setAsked({ row, method: row.own as CostMethod | null })}
                      >
                        {t('web.costing.apply')}
                      </Button>
                    ) : null}
                  </>
                ) : null,
            },
          ]}
          rows={found.data}
          rowKey={(row) => row.category_id}
        />
      ) : null}
      {asked ? (
        <MethodQuestion
          method={asked.method}
          category={asked.row.name}
          pending={set.isPending}
          onNo={() => setAsked(null)}
          onYes={() => change(asked)}
        />
      ) : null}
    </Section>
  );
}
