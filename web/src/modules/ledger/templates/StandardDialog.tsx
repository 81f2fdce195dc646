import { Modal } from 'antd';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useStandardVouchers, type StandardVoucher } from './api';
import styles from './Templates.module.css';

interface StandardDialogProps {
  onChoose: (template: StandardVoucher) => void;
  onClose: () => void;
  /** The month of the voucher, whose taxes are proposed. */
  period: string;
  /** Where own templates are kept; left out where the reader comes from there. */
  own?: string;
}

const inWords = (zh: string, en: string): string => (language() === 'en' ? en : zh);

/** The standard templates by what they are for: choosing one fills accounts and summaries, amounts are typed. */
export function StandardDialog({ period, onChoose, onClose, own }: StandardDialogProps) {
  const templates = useStandardVouchers(period);
  const groups = new Map<string, StandardVoucher[]>();
  for (const one of templates.data ?? []) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  return (
    <Modal open width={720} title={t('web.standard.title')} footer={null} onCancel={onClose}>
      <p className="soft">
        {t('web.standard.how')} {own ? <Go to={own}>{t('web.standard.own')}</Go> : null}
      </p>
      {templates.error ? (
        <ErrorPanel error={templates.error} onRetry={() => void templates.refetch()} />
      ) : null}
      {templates.isPending ? <SkeletonPage /> : null}
      {templates.data?.length === 0 ? <p>{t('web.standard.none')}</p> : null}
      {[...groups].map(([group, found]) => (
        <section key={group} className={styles.group} aria-label={tx(`web.standard.group.${group}`)}>
          <h3>{tx(`web.standard.group.${group}`)}</h3>
          {found.map((one) => (
            <button key={one.key} type="button" className={styles.standard} onClick={() => onChoose(one)}>
              <b>{inWords(one.name, one.name_en)}</b>
              {SIDES.map((side) => (
                <span key={side} className="soft">
                  {t(`web.${side}`)} {accountsOf(one, side)}
                </span>
              ))}
              {one.hint ? <small className="soft">{inWords(one.hint, one.hint_en ?? one.hint)}</small> : null}
            </button>
          ))}
        </section>
      ))}
    </Modal>
  );
}

const SIDES = ['debit', 'credit'] as const;

function accountsOf(template: StandardVoucher, side: string): string {
  const lines = template.lines.filter((line) => line.side === side);
  const named = lines.map(
    (line) => `${line.account_code} ${inWords(line.account_name, line.account_name_en)}`,
  );
  return named.join(language() === 'en' ? ', ' : '、');
}
