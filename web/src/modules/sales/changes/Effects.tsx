import { useAccess } from '../../../kit/access';
import { compare, formatMoney, formatQuantity, isNegative, isPositive, subtract } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { useChangeEffects, useMovedPlan, type ChangeEffects, type MovedInstalment } from './changes';
import styles from './Changes.module.css';

/** What would follow if the change took effect now: for goods, credit and the receipt plan. */
export function Effects({ id }: { id: string }) {
  const { can } = useAccess();
  const effects = useChangeEffects(id).data;
  const plan = useMovedPlan(id, can('collecting.plan.view')).data ?? [];
  const credit = effects?.beyond_credit;
  if (!effects || (effects.goods.length === 0 && !credit && plan.length === 0)) return null;
  return (
    <>
      <Section title={t('web.change.effects')}>
        <ul className={styles.effects}>
          {effects.goods.map((one) => (
            <Goods key={one.product_id} one={one} />
          ))}
          {credit?.over ? (
            <li className="negative">{t('web.change.credit.over', { amount: formatMoney(credit.over) })}</li>
          ) : null}
          {credit?.overdue ? (
            <li className="negative">
              {t('web.change.credit.overdue', { amount: formatMoney(credit.overdue) })}
            </li>
          ) : null}
        </ul>
        <p className="soft">{t('web.change.delivered_stays')}</p>
      </Section>
      {plan.length > 0 ? (
        <Section title={t('web.change.plan')} flush>
          <Plan lines={plan} />
        </Section>
      ) : null}
    </>
  );
}

function Goods({ one }: { one: ChangeEffects['goods'][number] }) {
  const fewer = isNegative(one.more);
  const quantity = formatQuantity(fewer ? subtract('0', one.more) : one.more);
  return (
    <li className={isPositive(one.short) ? 'negative' : undefined}>
      {one.product}:{' '}
      {t(fewer ? 'web.change.free' : 'web.change.hold', { quantity: `${quantity} ${one.unit}` })}
      {isPositive(one.short)
        ? ` · ${t('web.change.short', {
            quantity: formatQuantity(one.short),
            available: formatQuantity(compare(one.available, '0') < 0 ? '0' : one.available),
          })}`
        : null}
    </li>
  );
}

function Plan({ lines }: { lines: MovedInstalment[] }) {
  const rows = lines.map((line, place) => ({ ...line, place }));
  return (
    <SimpleTable<MovedInstalment & { place: number }>
      label={t('web.change.plan')}
      rows={rows}
      rowKey={(line) => `${line.place}`}
      columns={[
        {
          key: 'due',
          title: t('web.collecting.due_on'),
          cell: (line) => <span className="figure">{line.due_on}</span>,
        },
        { key: 'note', title: t('web.note'), cell: (line) => line.note },
        {
          key: 'old',
          title: t('web.change.before'),
          numeric: true,
          cell: (line) => (line.old === null ? null : <Money value={line.old} />),
        },
        {
          key: 'new',
          title: t('web.change.after'),
          numeric: true,
          cell: (line) =>
            line.new === null ? null : (
              <b>
                <Money value={line.new} />
              </b>
            ),
        },
      ]}
    />
  );
}
