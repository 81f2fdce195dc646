import { useRecordMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { t } from '../../kit/i18n';
import { RecordList } from '../../kit/list/ListPage';
import { Page } from '../../kit/Page';

const SUPPLIERS: Condition = { field: 'is_supplier', op: 'eq', value: true };

/** The parties that we buy from. */
export default function SuppliersPage() {
  const meta = useRecordMeta('parties');
  const { may } = useAccess();
  if (!meta?.allowed.includes('list')) {
    return (
      <Page title={t('web.nav.suppliers')}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  return (
    <RecordList
      meta={meta}
      mayCreate={may('parties', 'create')}
      title={t('web.nav.suppliers')}
      within={SUPPLIERS}
      createAt="/suppliers/new"
    />
  );
}
