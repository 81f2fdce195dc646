import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useRecordMeta } from '../../../api/records';
import { useAccess } from '../../../kit/access';
import { t } from '../../../kit/i18n';
import { RecordList } from '../../../kit/list/ListPage';
import type { ListScreenProps } from '../../../kit/module';
import { AddAccountDialog } from './AddAccountDialog';

/** The chart of accounts, where accounts are put below those of the standard. */
export default function AccountListPage({ path }: ListScreenProps) {
  const meta = useRecordMeta(path);
  const may = useAccess().can('ledger.account.manage');
  const [adding, setAdding] = useState(false);
  if (!meta) return null;
  return (
    <>
      <RecordList
        meta={meta}
        mayCreate={false}
        actions={
          may ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('web.chart.add')}
            </Button>
          ) : null
        }
      />
      {adding ? <AddAccountDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}
