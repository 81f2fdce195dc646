import { Segmented } from 'antd';
import { formatMoney, formatPercent, formatQuantity, isNegative, type Decimal } from '../../kit/decimal';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Quantity, ShortMoney } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { conditionOf, type Figure, type Home, type Whose } from './api';
import styles from './WorkbenchPage.module.css';

interface FiguresProps {
  home: Home;
  onWhose: (whose: Whose) => void;
}

/** My month beside the last one until the same day; who reaches others may look at all he sees. */
export function Figures({ home, onWhose }: FiguresProps) {
  if (home.figures.length === 0) return null;
  const choice = home.reaches_others ? (
    <Segmented<Whose>
      size="small"
      aria-label={t('web.home.whose')}
      value={home.whose}
      onChange={onWhose}
      options={[
        { value: 'mine', label: t('web.home.whose.mine') },
        { value: 'reached', label: t('web.home.whose.reached') },
      ]}
    />
  ) : null;
  return (
    <Section flush title={t('web.home.month')} extra={choice}>
      <ul className={styles.tiles}>
        {home.figures.map((figure) => (
          <li key={figure.name}>
            <FigureTile figure={figure} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FigureTile({ figure }: { figure: Figure }) {
  const content = (
    <>
      <span className={styles.title}>{tx(`web.home.figure.${figure.name}`)}</span>
      <span className={styles.figure}>
        <Value figure={figure} value={figure.this} />
      </span>
      <span className={styles.change}>{changeOf(figure.change)}</span>
      <span className={styles.oldest}>{t('web.home.last', { value: told(figure, figure.last) })}</span>
    </>
  );
  if (!figure.path) return <div className={styles.tile}>{content}</div>;
  return (
    <Go to={`/${figure.path}`} search={{ filter: conditionOf(figure) }} className={styles.tile}>
      {content}
    </Go>
  );
}

function Value({ figure, value }: { figure: Figure; value: Decimal }) {
  return figure.is_money ? <ShortMoney value={value} /> : <Quantity value={value} />;
}

/** A figure inside a sentence: money with its cents. */
const told = ({ is_money }: Figure, value: Decimal): string =>
  is_money ? formatMoney(value) : formatQuantity(value);

function changeOf(change: Decimal | null): string {
  if (change === null) return t('web.home.change.none');
  const sign = isNegative(change) ? '' : '+';
  return t('web.home.change', { change: `${sign}${formatPercent(change)}` });
}
