import { Go, recordUrl } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { StockIssue, StockReceipt } from './api';

type Misc = StockReceipt | StockIssue;

/** The documents a miscellaneous one hangs together with: its count or transfer, and what takes it back. */
export function Papers({ path, value }: { path: string; value: Misc }) {
  const transfer = 'transfer' in value ? value.transfer : null;
  return (
    <>
      {value.goods_owner ? <span>{t('web.stock.owned_by', { owner: value.goods_owner })}</span> : null}
      {value.count ? (
        <span>
          {t('web.misc.from')} <Go to={recordUrl('stock-counts', value.count.id)}>{value.count.number}</Go>
        </span>
      ) : null}
      {transfer ? (
        <span>
          {t('web.misc.from')} <Go to={recordUrl('stock-transfers', transfer.id)}>{transfer.number}</Go>
        </span>
      ) : null}
      {value.reverses ? (
        <Go to={recordUrl(path, value.reverses.id)}>
          {t('web.misc.reverses', { number: value.reverses.number ?? '' })}
        </Go>
      ) : null}
      {value.reversed_by ? (
        <Go to={recordUrl(path, value.reversed_by.id)}>
          {t('web.misc.reversed_by', { number: value.reversed_by.number ?? '' })}
        </Go>
      ) : null}
    </>
  );
}
