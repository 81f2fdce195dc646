import { useNavigate, useSearch } from '@tanstack/react-router';
import { TreeSelect } from 'antd';
import { useRecordMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { EmptyState } from '../../kit/EmptyState';
import { t } from '../../kit/i18n';
import { RecordList } from '../../kit/list/ListPage';
import type { ListScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { useCategoryTree, type CategoryNode } from './api';

/** The products, of all categories or of one with all below it. */
export default function ProductsPage({ path, mayCreate = false }: ListScreenProps) {
  const meta = useRecordMeta(path);
  const { category } = useSearch({ strict: false }) as { category?: string };
  const navigate = useNavigate();
  const tree = useCategoryTree();
  if (!meta?.allowed.includes('list')) {
    return (
      <Page title={t('web.nav.products')}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  const nodes = tree.data ?? [];
  const chosen = nodes.find((node) => node.id === category);
  const within: Condition | undefined = chosen
    ? { field: 'category_id', op: 'in', value: chosen.subtree }
    : undefined;
  const choose = (next: string | undefined): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, category: next, peek: undefined })) as never,
      replace: true,
    });
  return (
    <RecordList
      meta={meta}
      mayCreate={mayCreate}
      {...(within ? { within } : {})}
      actions={
        nodes.length > 0 ? (
          <TreeSelect
            aria-label={t('web.categories.within')}
            style={{ width: 180 }}
            allowClear
            showSearch
            treeDefaultExpandAll
            treeNodeFilterProp="title"
            placeholder={t('web.categories.all')}
            value={chosen?.id}
            treeData={branches(nodes, null)}
            onChange={(next: string | undefined) => choose(next)}
          />
        ) : null
      }
    />
  );
}

interface Branch {
  value: string;
  title: string;
  children: Branch[];
}

const branches = (nodes: CategoryNode[], above: string | null): Branch[] =>
  nodes
    .filter((node) => node.parent_id === above)
    .map((node) => ({ value: node.id, title: node.name, children: branches(nodes, node.id) }));
