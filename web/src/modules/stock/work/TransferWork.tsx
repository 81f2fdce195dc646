import { useParams } from '@tanstack/react-router';
import { useVerbs } from '../../../kit/document/useVerbs';
import { isPositive } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useStockTransfer } from '../api';
import { ScanSheet } from './ScanSheet';

const PATH = 'stock-transfers';

/** Takes goods of a transfer in by scanning them; what is missing stays under way. */
export default function TransferWork() {
  const { id } = useParams({ strict: false }) as { id: string };
  const transfer = useStockTransfer(id);
  const go = useGo();
  const back = (): void => go(recordUrl(PATH, id));
  const verbs = useVerbs(PATH, id, { arrive: 'web.stock_transfer.arrived' }, back);
  if (transfer.isError) {
    return (
      <Page title={t('web.stock_transfer.scan')}>
        <ErrorPanel error={transfer.error} onRetry={() => void transfer.refetch()} />
      </Page>
    );
  }
  const value = transfer.data?.value;
  if (!value) return <SkeletonPage />;
  const lines = value.lines
    .filter((line) => isPositive(line.under_way))
    .map((line) => ({
      id: line.id,
      product_id: line.product_id,
      name: line.product,
      code: line.product_code,
      barcode: line.barcode,
      unit: line.unit,
      open: line.under_way,
      // What is told apart arrives as what is on its way.
      ...(line.lots.length > 0
        ? {
            under_way: line.lots.map(({ number, quantity, expires_on }) => ({
              number,
              quantity,
              expires_on,
              bin: null,
            })),
          }
        : {}),
    }));
  return (
    <ScanSheet
      key={value.version}
      title={`${t('web.stock_transfer.scan')} ${value.number ?? ''}`}
      facts={
        <span>
          {value.from_warehouse} → {value.to_warehouse}
        </span>
      }
      lines={lines}
      warehouse={value.to_warehouse_id}
      confirm={t('web.stock_transfer.arrive_confirm')}
      pending={verbs.pending !== null}
      refusal={verbs.refusal}
      onConfirm={(chosen) => verbs.act('arrive', { lines: chosen })}
      onLeave={back}
    />
  );
}
