import { Go, recordUrl } from '../../../kit/Go';
import { useAccess } from '../../../kit/access';
import { t } from '../../../kit/i18n';
import { useBillOf } from './api';

interface BillBehindProps {
  record: 'receipt' | 'payment';
  id: string;
  accountCode: string;
}

/** By which bill a receipt or payment was made, where it was none by money. */
export function BillBehind({ record, id, accountCode }: BillBehindProps) {
  const wanted = useAccess().can('bills.bill.view') && !accountCode.startsWith('10');
  const bills = useBillOf(record, id, wanted);
  return (bills.data ?? []).map((bill) => (
    <Go key={bill.id} to={recordUrl('bills', bill.id)}>
      {t('web.bill.by', { number: bill.number })}
    </Go>
  ));
}
