import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';

/** What an invoice of before says in place of lines: the number it had on paper, and what was noted. */
export function OldDebt({ number, note }: { number: string; note: string | null }) {
  return (
    <Section
      title={t('web.nav.opening_debts')}
      extra={<Go to="/opening-debts">{t('web.nav.opening_debts')}</Go>}
    >
      <p>{t('web.invoice.opening.why', { number })}</p>
      {note ? <p>{note}</p> : null}
    </Section>
  );
}
