import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';

interface OldDebtProps {
  kind: string;
  number: string;
  note: string | null;
}

/** What an invoice of before, or one owed since a bill was not paid, says in place of lines. */
export function OldDebt({ kind, number, note }: OldDebtProps) {
  const ofBill = kind === 'bill';
  const title = ofBill ? tx('record.bill') : t('web.nav.opening_debts');
  return (
    <Section title={title} extra={<Go to={ofBill ? '/bills' : '/opening-debts'}>{title}</Go>}>
      <p>{t(ofBill ? 'web.invoice.of_bill.why' : 'web.invoice.opening.why', { number })}</p>
      {note ? <p>{note}</p> : null}
    </Section>
  );
}
