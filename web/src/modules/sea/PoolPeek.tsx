import { Button, Drawer } from 'antd';
import { usePoolRecord, type MyPool } from '../../api/sea';
import type { RecordMeta } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { RecordFacts } from '../../kit/record/Facts';
import { SkeletonRows } from '../../kit/Skeleton';

interface PoolPeekProps {
  pool: MyPool;
  meta: RecordMeta;
  id: string;
  onClaim: (() => void) | undefined;
  onClose: () => void;
}

/** A record of a sea as its people see it: what is hidden in the sea is not here. */
export default function PoolPeek({ pool, meta, id, onClaim, onClose }: PoolPeekProps) {
  const record = usePoolRecord(pool.id, id);
  const absent = meta.fields
    .map((field) => field.name)
    .filter((name) => record.data && !(name in record.data));
  // What is masked here is perhaps not masked where one owns it.
  const seen: RecordMeta = {
    ...meta,
    fields: meta.fields.map((field) =>
      pool.hidden_fields.includes(field.name) ? { ...field, access: 'masked' as const } : field,
    ),
  };
  return (
    <Drawer
      open
      size={480}
      title={record.data ? String(record.data[meta.title_field] ?? '') : pool.name}
      onClose={onClose}
      extra={
        onClaim ? (
          <Button type="primary" onClick={onClaim}>
            {t('web.sea.claim')}
          </Button>
        ) : null
      }
    >
      {record.isPending ? <SkeletonRows rows={6} columns={2} /> : null}
      {record.isError ? <ErrorPanel error={record.error} /> : null}
      {record.data ? <RecordFacts meta={seen} record={record.data} without={absent} single /> : null}
    </Drawer>
  );
}
