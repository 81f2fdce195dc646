import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { ListScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { useCategoryCosting } from '../stock/api';
import { useCategoryTree } from './api';
import styles from './Catalog.module.css';

const STEP = 24;

/** The tree of categories: each opens its own page, shows its products, or takes one more below it. */
export default function CategoriesPage({ path, mayCreate = false }: ListScreenProps) {
  const meta = useRecordMeta(path);
  const tree = useCategoryTree();
  const go = useGo();
  const costing = useCategoryCosting(useAccess().can('stock.move.view'));
  const methods = new Map(costing.data?.map((row) => [row.category_id, tx(`web.costing.${row.method}`)]));
  if (!meta?.allowed.includes('list')) {
    return (
      <Page title={t('web.nav.categories')}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  const create = (parent?: string): void =>
    go(`/${path}/new`, parent ? { search: { set: { parent_id: parent } } } : {});
  return (
    <Page
      title={t('web.nav.categories')}
      actions={
        mayCreate ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => create()}>
            {t('web.categories.new')}
          </Button>
        ) : null
      }
    >
      {tree.isPending ? <SkeletonRows rows={8} columns={2} /> : null}
      {tree.isError ? <ErrorPanel error={tree.error} onRetry={() => void tree.refetch()} /> : null}
      {tree.data?.length === 0 ? (
        <EmptyState title={t('web.categories.none')} why={t('web.categories.none.why')} />
      ) : null}
      <div
        className={styles.tree}
        hidden={!tree.data?.length}
        role="tree"
        aria-label={t('web.nav.categories')}
      >
        {tree.data?.map((node) => (
          <div
            key={node.id}
            className={styles.node}
            role="treeitem"
            aria-level={node.depth + 1}
            aria-selected={false}
            style={{ paddingLeft: 16 + node.depth * STEP }}
          >
            <Go to={recordUrl(path, node.id)}>{node.name}</Go>
            <Go to="/products" search={{ category: node.id }}>
              {t('web.nav.products')}
            </Go>
            {methods.has(node.id) ? (
              <Go to="/costing">
                <small>{methods.get(node.id)}</small>
              </Go>
            ) : null}
            {mayCreate ? (
              <Button
                size="small"
                type="text"
                icon={<PlusOutlined />}
                aria-label={t('web.categories.below', { category: node.name })}
                onClick={() => create(node.id)}
              />
            ) : null}
          </div>
        ))}
      </div>
    </Page>
  );
}
