import { Button } from 'antd';
import type { SignUp } from '../../api/session';
import { t, type MessageKey } from '../../kit/i18n';
import styles from './SignUpChoices.module.css';

export type Choices = Pick<SignUp, 'taxpayer' | 'chart' | 'trade' | 'size' | 'halves'>;
type Half = SignUp['halves'][number];

const TRADES = ['wholesale', 'retail', 'manufacture', 'service', 'other'] as const;
const SIZES = ['1-10', '11-50', '51-200', '201+'] as const;
const TAXPAYERS = ['general', 'small'] as const;
const CHARTS = ['small_enterprise', 'enterprise'] as const;
const HALVES = ['crm', 'erp'] as const;

export const firstChoices: Choices = { taxpayer: 'general', chart: 'small_enterprise', halves: [...HALVES] };

interface SignUpChoicesProps {
  busy: boolean;
  choices: Choices;
  onChange: (choices: Choices) => void;
  onDone: () => void;
  onBack: () => void;
}

/** Trade, size, which halves. The answers live above, so that going back and a refusal lose none. */
export function SignUpChoices({ busy, choices, onChange, onDone, onBack }: SignUpChoicesProps) {
  const { trade, size, taxpayer, halves } = choices;
  const setTrade = (next: Choices['trade']): void => onChange({ ...choices, trade: next ?? null });
  const setSize = (next: Choices['size']): void => onChange({ ...choices, size: next ?? null });
  const setTaxpayer = (next: Choices['taxpayer']): void => onChange({ ...choices, taxpayer: next });
  const flip = (half: Half): void => {
    const next = halves.includes(half) ? halves.filter((other) => other !== half) : [...halves, half];
    if (next.length > 0) onChange({ ...choices, halves: next });
  };
  return (
    <div className={styles.choices}>
      <fieldset>
        <legend>{t('web.sign_up.trade')}</legend>
        <div className={styles.options}>
          {TRADES.map((item) => (
            <Option key={item} on={trade === item} onFlip={() => setTrade(trade === item ? null : item)}>
              {t(`web.trade.${item}` as MessageKey)}
            </Option>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('web.sign_up.size')}</legend>
        <div className={styles.options}>
          {SIZES.map((item) => (
            <Option key={item} on={size === item} onFlip={() => setSize(size === item ? null : item)}>
              {item === '201+' ? t('web.sign_up.people.most') : t('web.sign_up.people', { size: item })}
            </Option>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('web.sign_up.taxpayer')}</legend>
        <div className={styles.options}>
          {TAXPAYERS.map((item) => (
            <Option key={item} on={taxpayer === item} onFlip={() => setTaxpayer(item)}>
              {t(`web.taxpayer.${item}` as MessageKey)}
            </Option>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('web.standard')}</legend>
        <div className={styles.halves}>
          {CHARTS.map((item) => (
            <Option
              key={item}
              on={choices.chart === item}
              onFlip={() => onChange({ ...choices, chart: item })}
            >
              <b>{t(`web.standard.${item}`)}</b>
              <span className="soft">{t(`web.standard.${item}.what`)}</span>
            </Option>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('web.sign_up.halves')}</legend>
        <div className={styles.halves}>
          {HALVES.map((item) => (
            <Option key={item} on={halves.includes(item)} onFlip={() => flip(item)}>
              <b>{t(`web.half.${item}` as MessageKey)}</b>
              <span className="soft">{t(`web.half.${item}.what` as MessageKey)}</span>
            </Option>
          ))}
        </div>
      </fieldset>
      <div className={styles.actions}>
        <Button onClick={onBack}>{t('web.back')}</Button>
        <Button type="primary" loading={busy} onClick={onDone}>
          {t('web.sign_up.start')}
        </Button>
      </div>
    </div>
  );
}

function Option({ on, onFlip, children }: { on: boolean; onFlip: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className={styles.option} aria-pressed={on} onClick={onFlip}>
      {children}
    </button>
  );
}
