import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import FormPage from '../../kit/form/FormPage';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';

const SUPPLIER = { is_supplier: true, is_customer: false };

/** The form of a party that is a supplier to begin with. */
export default function NewSupplierPage() {
  if (useAccess().may('parties', 'create')) {
    return <FormPage path="parties" given={SUPPLIER} title={t('web.create.supplier')} back="/suppliers" />;
  }
  return (
    <Page title={t('web.create.supplier')}>
      <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
    </Page>
  );
}
