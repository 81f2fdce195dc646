import { Button } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { Reference } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { oneOf, t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import styles from './Approvals.module.css';
import { useDryRun, type FlowBody } from './flowApi';
import { PreviewWay } from './PreviewWay';
import { Labelled } from './StepCard';
import { ACTIVE } from './words';

/** 试走: whom the flow as it is written would ask for a real record; nothing is written. */
export function DryRunSection({ flow }: { flow: FlowBody }) {
  const [record, setRecord] = useState<Reference>();
  const [applicant, setApplicant] = useState<Reference>();
  const run = useDryRun();
  const meta = useMeta().records.find((one) => one.name === flow.record);
  if (!meta) return null;
  return (
    <Section title={t('web.approvals.dry_run')}>
      <div className={styles.fields}>
        <div className={styles.stepFields}>
          <Labelled label={oneOf(flow.record)}>
            <ReferencePicker
              label={oneOf(flow.record)}
              path={meta.path}
              value={record?.id}
              title={record?.title}
              onChange={setRecord}
            />
          </Labelled>
          <Labelled label={t('web.approvals.applicant')}>
            <ReferencePicker
              label={t('web.approvals.applicant')}
              path="users"
              filter={ACTIVE}
              placeholder={t('web.approvals.dry_run.me')}
              value={applicant?.id}
              title={applicant?.title}
              onChange={setApplicant}
            />
          </Labelled>
        </div>
        <div>
          <Button
            disabled={!record}
            loading={run.isPending}
            onClick={() =>
              run.mutate({
                flow,
                record: flow.record,
                verb: flow.verb,
                record_id: record?.id ?? null,
                payload: {},
                applicant_id: applicant?.id ?? null,
              })
            }
          >
            {t('web.approvals.dry_run.go')}
          </Button>
        </div>
        {run.isError ? <ErrorPanel error={run.error} /> : null}
        {run.data ? <PreviewWay preview={run.data} record={flow.record} /> : null}
      </div>
    </Section>
  );
}
