import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useAccess } from '../../../kit/access';
import { t } from '../../../kit/i18n';

/** Takes a posted voucher to paper, as a PDF. */
export function PrintVoucher({ entry }: { entry: string }) {
  if (!useAccess().can('ledger.entry.export')) return null;
  return (
    <Button icon={<PrinterOutlined />} href={`/api/journal-entries/${entry}/paper`} download>
      {t('web.paper.print')}
    </Button>
  );
}
