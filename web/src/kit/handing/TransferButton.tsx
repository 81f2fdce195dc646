import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { readAgain } from '../../api/readAgain';
import type { RecordMeta } from '../../api/types';
import { t } from '../i18n';

const TransferDialog = lazy(() => import('./TransferDialog'));

/** On a record's page: give it to a colleague, where the person may. */
export function TransferButton({ meta, id }: { meta: RecordMeta; id: string }) {
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  if (!meta.allowed.includes('transfer') || !meta.owner_field) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('web.bulk.transfer')}</Button>
      {open ? (
        <Suspense fallback={null}>
          <TransferDialog
            meta={meta}
            ids={[id]}
            onDone={() => void readAgain(queries)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
