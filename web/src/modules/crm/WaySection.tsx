import { formatInstant } from '../../kit/dates';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import type { Way } from './api';

type Step = Way['steps'][number];

const VERBS: Record<string, MessageKey> = {
  begin: 'web.way.begin',
  move: 'web.way.move',
  win: 'web.opportunity.win',
  lose: 'web.opportunity.lose',
  invalidate: 'web.opportunity.invalidate',
  reopen: 'web.opportunity.reopen',
};

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How long it stood there, in the largest unit that says something. */
function span(seconds: number): string {
  if (seconds >= DAY) return t('web.span.days', { count: Math.floor(seconds / DAY) });
  if (seconds >= HOUR) return t('web.span.hours', { count: Math.floor(seconds / HOUR) });
  return t('web.span.minutes', { count: Math.floor(seconds / 60) });
}

/** The way an opportunity came: each step, by whom, why, and the time it stood there. */
export function WaySection({ steps }: { steps: Step[] }) {
  return (
    <Section title={t('web.way')} flush>
      <SimpleTable
        label={t('web.way')}
        rows={[...steps].reverse()}
        rowKey={(step) => String(step.number)}
        columns={[
          { key: 'at', title: t('web.way.at'), width: 140, cell: (step) => formatInstant(step.occurred_at) },
          {
            key: 'verb',
            title: t('web.way.step'),
            width: 88,
            cell: (step) => t(VERBS[step.verb] ?? 'web.way.move'),
          },
          {
            key: 'stage',
            title: tx('field.opportunity.stage_id'),
            cell: (step) =>
              step.from_stage && step.from_stage !== step.to_stage
                ? `${step.from_stage} → ${step.to_stage}`
                : step.to_stage,
          },
          { key: 'stay', title: t('web.way.stay'), width: 88, cell: (step) => span(step.seconds) },
          { key: 'reason', title: t('web.crm_reason'), cell: (step) => lossWord(step) },
          { key: 'actor', title: t('web.way.actor'), width: 88, cell: (step) => step.actor ?? '' },
        ]}
      />
    </Section>
  );
}

/** A reason that was chosen is kept by its name, one that was written as it is. */
function lossWord(step: Step): string {
  const reason = step.reason ?? '';
  if (step.verb !== 'lose' || !/^[a-z_]+$/.test(reason)) return reason;
  return tx(`choice.opportunity.loss_reason.${reason}`) || reason;
}
