import { t } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { TAG_PATHS, type Tag } from '../vouchers/voucherState';
import styles from './Opening.module.css';
import type { OpeningAction, OpeningRow } from './openingState';

interface KeptByProps {
  label: string;
  row: OpeningRow;
  wanted: Tag[];
  wrong: Tag[];
  may: boolean;
  act: (action: OpeningAction) => void;
}

/** Whom and what a row is kept apart by, a picker for each; what is missing says so. */
export function KeptBy({ label, row, wanted, wrong, may, act }: KeptByProps) {
  return wanted.map((tag) => {
    const what = t(`web.voucher.tag.${tag}`);
    const needed = wrong.includes(tag);
    return (
      <div key={tag} className={styles.tag} data-wrong={needed || undefined}>
        <span className="soft">{what}</span>
        <ReferencePicker
          label={`${label} ${what}`}
          path={TAG_PATHS[tag]}
          value={row.tags[tag]?.id}
          title={row.tags[tag]?.title}
          disabled={!may}
          onChange={(chosen) => {
            const tags = { ...row.tags };
            if (chosen) tags[tag] = chosen;
            else delete tags[tag];
            act({ at: row.key, row: { tags } });
          }}
        />
        {needed ? (
          <small className="negative" role="alert">
            {t('web.voucher.tag.needed', { what })}
          </small>
        ) : null}
      </div>
    );
  });
}
