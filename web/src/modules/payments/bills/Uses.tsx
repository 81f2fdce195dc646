import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { isDecimal, isPositive } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { Go, recordUrl } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { sayDone } from '../../../kit/toast';
import { useSendBack, type Bill, type BillUsed } from './api';
import styles from './Bills.module.css';
import { UndoDialog } from './UndoDialog';
import { UseDialog } from './UseDialog';

/** What became of a bill, row by row; each may be taken back, and what was sold or passed on may come back. */
export function Uses({ bill }: { bill: Bill }) {
  const [undoing, setUndoing] = useState<BillUsed>();
  const sendBack = useSendBack(bill.id);
  const [coming, setComing] = useState<BillUsed>();
  const close = (): void => {
    setComing(undefined);
    sendBack.reset();
  };
  return (
    <Section title={t('web.bill.uses')} flush>
      {bill.uses.length === 0 ? (
        <EmptyState small title={t('web.bill.nothing_yet')} />
      ) : (
        <SimpleTable<BillUsed>
          label={t('web.bill.uses')}
          rows={bill.uses}
          rowKey={(use) => use.id}
          rowClass={(use) => (use.undone ? styles.undone : undefined)}
          columns={[
            {
              key: 'kind',
              title: t('web.bill.use'),
              cell: (use) => tx(`web.bill.use.${nameOf(bill, use)}`),
            },
            {
              key: 'day',
              title: t('web.bill.day'),
              cell: (use) => <span className="figure">{use.occurred_on}</span>,
            },
            { key: 'where', title: t('web.bill.where'), cell: (use) => whereOf(bill, use) },
            {
              key: 'interest',
              title: t('web.bill.interest'),
              numeric: true,
              cell: (use) =>
                isDecimal(use.interest) && isPositive(use.interest) ? <Money value={use.interest} /> : null,
            },
            {
              key: 'amount',
              title: t('web.receipt.amount'),
              numeric: true,
              cell: (use) => <Money value={use.amount} />,
            },
            {
              key: 'undo',
              title: '',
              width: 170,
              cell: (use) =>
                use.undone ? (
                  <span className="soft">{t('web.bill.undone')}</span>
                ) : use.came_back ? (
                  <span className="negative">{t('web.bill.came_back')}</span>
                ) : (
                  <>
                    {use.may_send_back ? (
                      <Button type="link" size="small" onClick={() => setComing(use)}>
                        {t('web.bill.send_back')}
                      </Button>
                    ) : null}
                    {use.may_undo ? (
                      <Button type="link" size="small" onClick={() => setUndoing(use)}>
                        {t('web.bill.undo')}
                      </Button>
                    ) : null}
                  </>
                ),
            },
          ]}
        />
      )}
      {undoing ? <UndoDialog bill={bill.id} use={undoing} onClose={() => setUndoing(undefined)} /> : null}
      {coming ? (
        <UseDialog
          bill={bill}
          verb="send_back"
          of={coming}
          pending={sendBack.isPending}
          refusal={sendBack.error}
          onClose={close}
          onUse={(body) =>
            sendBack.mutate(
              { use: coming.id, body },
              {
                onSuccess: () => {
                  sayDone(t('web.bill.sent_back'));
                  close();
                },
              },
            )
          }
        />
      ) : null}
    </Section>
  );
}

const nameOf = (bill: Bill, use: BillUsed): string =>
  use.kind === 'dishonoured' && bill.side === 'issued' ? 'not_paid' : use.kind;

/** The papers and accounts to which a use led. */
function whereOf(bill: Bill, use: BillUsed): ReactNode {
  if (use.payment) return <Go to={recordUrl('payments', use.payment.id)}>{use.payment.title}</Go>;
  const unpaid = use.kind === 'dishonoured' || use.kind === 'recourse';
  const source = unpaid ? (bill.receipt ?? (bill.kind === 'trade' ? bill.payment : null)) : null;
  const paper = use.debt ? (
    <Go
      to={recordUrl(
        use.debt.record === 'sales_invoice' ? 'sales-invoices' : 'supplier-invoices',
        use.debt.id,
      )}
    >
      {use.debt.number}
    </Go>
  ) : source ? (
    <Go to={recordUrl(bill.receipt ? 'receipts' : 'payments', source.id)}>{source.title}</Go>
  ) : null;
  return (
    <span className={styles.where}>
      {paper}
      {use.money_account ? <span>{use.money_account}</span> : null}
    </span>
  );
}
