import { Button } from 'antd';
import { useState } from 'react';
import { useRecordMeta } from '../../../api/records';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import { useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { RecordList } from '../../../kit/list/ListPage';
import type { ListScreenProps } from '../../../kit/module';
import { StandardDialog } from './StandardDialog';

/** The company's own templates, and the standard ones, by which a voucher is begun. */
export default function TemplateListPage({ path }: ListScreenProps) {
  const meta = useRecordMeta(path);
  const access = useAccess();
  const may = access.can('ledger.voucher.write') && access.can('ledger.voucher.view');
  const [choosing, setChoosing] = useState(false);
  const go = useGo();
  if (!meta) return null;
  return (
    <>
      <RecordList
        meta={meta}
        mayCreate={false}
        actions={may ? <Button onClick={() => setChoosing(true)}>{t('web.standard.title')}</Button> : null}
      />
      {choosing ? (
        <StandardDialog
          period={today().slice(0, 7)}
          onClose={() => setChoosing(false)}
          onChoose={(one) => go('/vouchers/new', { search: { standard: one.key } })}
        />
      ) : null}
    </>
  );
}
