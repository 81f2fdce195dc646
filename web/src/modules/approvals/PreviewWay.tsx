import { useMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { t, tx } from '../../kit/i18n';
import { groupOf } from '../../kit/list/conditions';
import { PartSentence } from '../../kit/list/Sentence';
import type { Preview, WayStep } from './api';
import styles from './Approvals.module.css';

/** The way as it would go: each step with whom it asks, by which rule, and which steps are left out. */
export function PreviewWay({ preview, record }: { preview: Preview; record?: string | undefined }) {
  const fields = useMeta().records.find((one) => one.name === record)?.fields ?? [];
  if (!preview.needed) return <p>{t('web.approvals.not_needed')}</p>;
  return (
    <>
      {preview.flow ? <div className="soft">{preview.flow}</div> : null}
      <ol className={styles.way} aria-label={t('web.approvals.way')}>
        {preview.steps.map((step) => (
          <li key={step.key} data-state={isAsked(step) ? 'coming' : 'passed'}>
            <div>
              {step.name} <span className="soft">{tx(`web.approvals.who.${step.who}`)}</span>
            </div>
            <div className={styles.task}>
              {isAsked(step) ? (
                <>
                  {step.people.map((one) => one.name).join('、')}{' '}
                  {step.people.length > 1 ? (
                    <span className="soft">{tx(`web.approvals.mode.${step.mode}`)}</span>
                  ) : null}
                </>
              ) : (
                <span className="soft">{tx(`web.approvals.outcome.${step.outcome}`)}</span>
              )}
            </div>
            {step.condition && fields.length > 0 ? (
              <div className={`${styles.task} soft`}>
                <PartSentence part={groupOf(step.condition as unknown as Condition)} fields={fields} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

const isAsked = (step: WayStep): boolean => step.outcome === 'asked' || step.outcome === 'copied';
