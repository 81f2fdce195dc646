import { useAccess } from '../../kit/access';
import { DateText, TimeText } from '../../kit/DateText';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { discountColumns, OrderedLines } from '../catalog/lines/OrderedLines';
import { usePromise } from '../sales/api';
import { LeavesOn, MarginCell } from '../sales/editor/useLinePromises';
import type { Quotation, QuotationLine } from './api';
import styles from './Quoting.module.css';

/** The lines of a quotation; where any price lies below the lists, beside what these say. */
export function QuotationLines({ quotation }: { quotation: Quotation }) {
  return (
    <OrderedLines<QuotationLine> order={quotation} progress={[]} before={discountColumns(quotation.lines)} />
  );
}

/** When what is offered could leave if it were ordered now, and what it would earn. */
export function PromiseFacts({ quotation }: { quotation: Quotation }) {
  const { can } = useAccess();
  const promise = usePromise(
    {
      party_id: quotation.party.id,
      warehouse_id: quotation.warehouse.id,
      ordered_on: null,
      prices_include_tax: quotation.prices_include_tax,
      ...(quotation.whole_discount_share === null
        ? { whole_discount: quotation.whole_discount }
        : { whole_discount_share: quotation.whole_discount_share }),
      lines: quotation.lines.map((line) => ({
        product_id: line.product_id,
        quantity: line.typed_quantity,
        unit_id: line.typed_unit_id,
        unit_price: line.unit_price,
        tax_code: line.tax_code,
      })),
    },
    can('sales.order.create'),
  );
  if (!promise) return null;
  return (
    <Section title={t('web.quotation.now')}>
      <FactList
        facts={[
          { label: t('web.promise.all'), value: <LeavesOn day={promise.leaves_on} /> },
          ...(promise.margin
            ? [{ label: t('web.margin'), value: <MarginCell margin={promise.margin} /> }]
            : []),
        ]}
      />
    </Section>
  );
}

/** What the customer answered: who, when, by which way, and to what. */
export function Certificate({ quotation }: { quotation: Quotation }) {
  const { answer } = quotation;
  if (!answer) return null;
  const byLink = answer.how === 'link';
  return (
    <Section title={t(answer.verdict === 'accepted' ? 'web.quotation.certificate' : 'web.quotation.refusal')}>
      <FactList
        facts={[
          { label: t('web.quotation.by'), value: answer.name },
          { label: t('web.quotation.how'), value: tx(`quoting.how.${answer.how}`) },
          {
            label: t('web.quotation.at'),
            value: byLink ? <TimeText value={answer.answered_at} /> : <DateText value={answer.answered_on} />,
          },
          ...(byLink
            ? [
                { label: t('web.quotation.address'), value: answer.address },
                { label: t('web.quotation.device'), value: answer.user_agent, wide: true },
              ]
            : [{ label: t('web.quotation.noted_by'), value: answer.recorded_by }]),
          ...(answer.note ? [{ label: t('web.note'), value: answer.note, wide: true }] : []),
          {
            label: t('web.quotation.seal'),
            value: <span className={styles.sealed}>{answer.sha256}</span>,
            wide: true,
          },
        ]}
      />
    </Section>
  );
}
