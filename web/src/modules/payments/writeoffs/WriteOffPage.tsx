import { useState } from 'react';
import { isDecimal, isPositive, subtract } from '../../../kit/decimal';
import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { ChainStrip } from '../../../kit/document/ChainStrip';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { EntriesSection } from '../../../kit/document/EntriesSection';
import { useVerbs } from '../../../kit/document/useVerbs';
import { EmptyState } from '../../../kit/EmptyState';
import { Go, recordUrl } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import type { RecordScreenProps } from '../../../kit/module';
import { Section } from '../../../kit/Page';
import { History } from '../../../kit/record/History';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import { useWriteOff, type WriteOff } from './api';
import { RecoverDialog } from './RecoverDialog';

const LOOKS: Record<string, VerbLook> = {
  recover: { label: 'web.write_off.recover' },
  reverse: {
    label: 'web.misc.reverse',
    ask: { question: 'web.misc.reverse.question', explain: 'web.write_off.reverse.explain' },
  },
};

const isRounding = (writeOff: WriteOff): boolean => writeOff.reason === 'rounding';

/** 坏账核销单 or 尾差减免单: what was given up of which invoices, why and by whom, and what came after all. */
export default function WriteOffPage({ path, id }: RecordScreenProps) {
  const writeOff = useWriteOff(id);
  const verbs = useVerbs(path, id, { reverse: 'web.misc.reversed' });
  const [recovering, setRecovering] = useState(false);
  return (
    <DocumentPage
      path={path}
      document={writeOff}
      title={(value) => value.number}
      kind={(value) => t(isRounding(value) ? 'web.write_off.rounding' : 'web.write_off')}
      facts={(value) => <Facts writeOff={value} />}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={LOOKS}
          pending={verbs.pending}
          onAct={(verb) => (verb === 'recover' ? setRecovering(true) : verbs.act(verb))}
        />
      )}
      bar={<ChainStrip type="write_off" id={id} />}
      refusal={verbs.refusal}
      side={<History record="write_off" id={id} />}
    >
      {(value) => (
        <>
          <Section
            title={t(isRounding(value) ? 'web.write_off.why' : 'web.write_off.reason')}
            extra={value.made_by ? t('web.write_off.made_by', { name: value.made_by }) : null}
          >
            {tx(`choice.write_off.reason.${value.reason}`)}
            {value.note ? <p className="soft">{value.note}</p> : null}
          </Section>
          <Section title={linesOf(value)} flush>
            <SimpleTable
              label={linesOf(value)}
              columns={[
                {
                  key: 'number',
                  title: t('web.invoice'),
                  cell: (item) => <Go to={recordUrl('sales-invoices', item.invoice_id)}>{item.invoice}</Go>,
                },
                {
                  key: 'amount',
                  title: t(isRounding(value) ? 'web.write_off.rounding_amount' : 'web.write_off.amount'),
                  numeric: true,
                  cell: (item) => <Money value={item.amount} />,
                },
              ]}
              rows={value.lines}
              rowKey={(item) => item.invoice_id}
            />
          </Section>
          {isRounding(value) ? null : <Recoveries writeOff={value} />}
          <EntriesSection type="write_off" id={id} />
          {recovering ? (
            <RecoverDialog
              writeOff={value}
              left={subtract(value.amount, value.recovered)}
              onClose={() => setRecovering(false)}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

const linesOf = (writeOff: WriteOff): string =>
  t(isRounding(writeOff) ? 'web.write_off.rounding_lines' : 'web.write_off.lines');

function Facts({ writeOff }: { writeOff: WriteOff }) {
  return (
    <>
      <Status state={writeOff.state} kind="write_off" />
      <Go to={recordUrl('parties', writeOff.party.id)}>{writeOff.party.title}</Go>
      <span className="figure">{writeOff.occurred_on}</span>
      <b>
        ¥ <Money value={writeOff.amount} />
      </b>
      {isDecimal(writeOff.recovered) && isPositive(writeOff.recovered) ? (
        <span>
          {t('web.write_off.recovered')} <Money value={writeOff.recovered} />
        </span>
      ) : null}
    </>
  );
}

function Recoveries({ writeOff }: { writeOff: WriteOff }) {
  return (
    <Section title={t('web.write_off.recoveries')} flush>
      {writeOff.recoveries.length === 0 ? (
        <EmptyState small title={t('web.write_off.nothing_recovered')} />
      ) : (
        <SimpleTable
          label={t('web.write_off.recoveries')}
          columns={[
            {
              key: 'number',
              title: t('web.receipt'),
              cell: (item) => <Go to={recordUrl('receipts', item.id)}>{item.number}</Go>,
            },
            {
              key: 'day',
              title: t('web.receipt.date'),
              cell: (item) => <span className="figure">{item.received_on}</span>,
            },
            {
              key: 'state',
              title: t('web.write_off.state'),
              cell: (item) => <Status state={item.state} kind="receipt" />,
            },
            {
              key: 'amount',
              title: t('web.write_off.recovered'),
              numeric: true,
              cell: (item) => <Money value={item.amount} />,
            },
          ]}
          rows={writeOff.recoveries}
          rowKey={(item) => item.id}
        />
      )}
    </Section>
  );
}
