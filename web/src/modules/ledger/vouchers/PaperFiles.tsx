import { Button } from 'antd';
import { useFiles } from '../../../api/files';
import { useAccess } from '../../../kit/access';
import { t } from '../../../kit/i18n';
import { Section } from '../../../kit/Page';
import { Files } from '../../../kit/record/Files';
import { sayDone, sayRefused } from '../../../kit/toast';
import { useChangeVoucher, type Voucher } from '../booksApi';
import { voucherBody, voucherState } from './voucherState';

const WRITE = 'ledger.voucher.write';
const FREE = ['draft', 'cancelled'];

/** What hangs on a voucher; a draft's number of papers can be made theirs. */
export function VoucherFiles({ voucher, etag }: { voucher: Voucher; etag: string }) {
  const { can } = useAccess();
  const mayAdd = [WRITE, 'ledger.voucher.review', 'ledger.voucher.post'].some(can);
  const free = FREE.includes(voucher.state);
  return (
    <Section
      title={t('web.record.files')}
      extra={
        voucher.allowed_actions.includes('update') ? (
          <Count voucher={voucher} etag={etag} />
        ) : free ? null : (
          <Stay />
        )
      }
      flush
    >
      <Files record="voucher" id={voucher.id} mayAdd={mayAdd} mayRemove={mayAdd && free} />
    </Section>
  );
}

function Count({ voucher, etag }: { voucher: Voucher; etag: string }) {
  const files = useFiles('voucher', voucher.id);
  const change = useChangeVoucher(voucher.id);
  const count = files.data?.length ?? 0;
  if (count === 0 || count === voucher.attachments) return null;
  const said = voucherBody({ ...voucherState(voucher, new Map()), attachments: count });
  return (
    <Button
      size="small"
      loading={change.isPending}
      onClick={() =>
        change.mutate(
          { said, etag },
          {
            onSuccess: () => sayDone(t('web.voucher.attachments.taken', { count })),
            onError: sayRefused,
          },
        )
      }
    >
      {t('web.voucher.attachments.take', { count })}
    </Button>
  );
}

const Stay = () => <span className="soft">{t('web.record.files.stay')}</span>;

/** What hangs on an entry; a voucher written by hand holds its own. */
export function EntryFiles({ entry }: { entry: { id: string; source_type: string; source_id: string } }) {
  const { can } = useAccess();
  const byHand = entry.source_type === 'voucher';
  return (
    <Section title={t('web.record.files')} extra={<Stay />} flush>
      <Files
        record={byHand ? 'voucher' : 'journal_entry'}
        id={byHand ? entry.source_id : entry.id}
        mayAdd={can(WRITE)}
        mayRemove={false}
      />
    </Section>
  );
}
