import { Select } from 'antd';
import { language, t } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { useStatement } from '../booksApi';
import styles from './Voucher.module.css';
import {
  shownTags,
  TAG_PATHS,
  wantedTags,
  type Tag,
  type VoucherLineState,
  type Wrong,
} from './voucherState';

interface LineTagsProps {
  no: number;
  line: VoucherLineState;
  day: string;
  wrong: Wrong[];
  refused: Partial<Record<string, string>>;
  onChange: (change: Partial<VoucherLineState>) => void;
  onEnter: (cell: HTMLElement) => void;
}

/** What a line is kept apart by, under its account: what the account wants, and anything else it may name. */
export function LineTags({ no, line, day, wrong, refused, onChange, onEnter }: LineTagsProps) {
  const tags = shownTags(line);
  const withCash = line.open || line.cashFlow !== null;
  if (tags.length === 0 && !withCash) return null;
  const wanted = wantedTags(line.account);
  const said = (tag: Tag): string | undefined =>
    refused[tag] ??
    (wrong.includes(tag) ? t('web.voucher.tag.needed', { what: t(`web.voucher.tag.${tag}`) }) : undefined);
  return (
    <div className={styles.tags}>
      {tags.map((tag) => (
        <div key={tag} className={styles.tag} data-cell="tag" data-wrong={said(tag) ? true : undefined}>
          <span className={styles.tagName}>
            {t(`web.voucher.tag.${tag}`)}
            {wanted.includes(tag) ? <span className="negative"> *</span> : null}
          </span>
          <ReferencePicker
            label={t('web.voucher.cell', { line: no, what: t(`web.voucher.tag.${tag}`) })}
            path={TAG_PATHS[tag]}
            value={line.tags[tag]?.id}
            title={line.tags[tag]?.title}
            required={wanted.includes(tag)}
            onChange={(chosen) => {
              const tags = { ...line.tags };
              if (chosen) tags[tag] = chosen;
              else delete tags[tag];
              onChange({ tags });
            }}
            onEnter={() => {
              const cell = document.activeElement?.closest<HTMLElement>('[data-cell]');
              if (cell) onEnter(cell);
            }}
          />
          {said(tag) ? (
            <small className={styles.refused} role="alert">
              {said(tag)}
            </small>
          ) : null}
        </div>
      ))}
      {withCash ? (
        <div className={styles.tag} data-cell="tag">
          <span className={styles.tagName}>{t('web.voucher.cash_flow')}</span>
          <CashFlowPicker
            label={t('web.voucher.cell', { line: no, what: t('web.voucher.cash_flow') })}
            day={day}
            value={line.cashFlow}
            onChange={(cashFlow) => onChange({ cashFlow })}
          />
        </div>
      ) : null}
    </div>
  );
}

interface CashFlowPickerProps {
  label: string;
  day: string;
  value: number | null;
  onChange: (row: number | null) => void;
}

/** On which row of the cash-flow statement the line stands; by its account when nobody says. */
function CashFlowPicker({ label, day, value, onChange }: CashFlowPickerProps) {
  const statement = useStatement('cash_flow', day.slice(0, 7), 'month');
  const rows = statement.data?.rows ?? [];
  const options = rows.flatMap((row) =>
    row.row !== null && row.flow
      ? [{ value: row.row, label: `${row.row} ${language() === 'en' ? row.en : row.zh}` }]
      : [],
  );
  return (
    <Select<number | null>
      aria-label={label}
      allowClear
      placeholder={t('web.voucher.cash_flow.by_account')}
      popupMatchSelectWidth={340}
      value={options.length > 0 ? value : null}
      options={options}
      onChange={(row) => onChange(row ?? null)}
    />
  );
}
