import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { language, t } from '../../../kit/i18n';
import { useDebounced } from '../../../kit/useDebounced';
import { useAccountSearch, type DetailAccount } from '../booksApi';
import styles from './Voucher.module.css';

interface AccountCellProps {
  label: string;
  words: string;
  chosen: boolean;
  wrong: boolean;
  onWords: (words: string) => void;
  onPick: (account: DetailAccount) => void;
  /** Enter once an account stands there: go on. */
  onEnter: () => void;
}

const PAUSE_MS = 120;

/** An account by its code, name or pinyin; arrows choose, Enter or Tab takes it. */
export function AccountCell(props: AccountCellProps) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [offered, setOffered] = useState<DetailAccount[]>([]);
  const id = useId();
  // Enter before the answer came: the account is taken, and the cursor goes on, when it is there.
  const waiting = useRef(false);
  const onWords = props.words.trim();
  const settled = useDebounced(props.chosen ? '' : onWords, PAUSE_MS);
  const ready = props.chosen || settled === onWords;
  const choose = (account: DetailAccount): void => {
    flushSync(() => {
      props.onPick(account);
      setOpen(false);
    });
  };
  const offer = (accounts: DetailAccount[]): void => {
    setOffered(accounts);
    const first = accounts[0];
    if (!waiting.current || !first) return;
    waiting.current = false;
    choose(first);
    props.onEnter();
  };
  const take = (): boolean => {
    if (props.chosen || onWords === '') return true;
    const account = ready && open ? offered[at] : undefined;
    if (account) choose(account);
    else waiting.current = true;
    return account !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      event.stopPropagation();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((at + step + offered.length) % Math.max(1, offered.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (take()) props.onEnter();
    } else if (event.key === 'Tab' && !event.shiftKey && !props.chosen && onWords !== '') {
      if (!take()) event.preventDefault();
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className={styles.account}>
      <input
        className={styles.input}
        data-cell="account"
        role="combobox"
        aria-label={props.label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && offered.length > 0 ? `${id}-${at}` : undefined}
        aria-invalid={props.wrong || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('web.voucher.account.find')}
        value={props.words}
        title={props.chosen ? props.words : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          waiting.current = false;
          props.onWords(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => {
          waiting.current = false;
          setOpen(false);
        }}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <Offers id={id} words={settled} ready={ready} at={at} onOffer={offer} onChoose={choose} />
      ) : null}
    </div>
  );
}

interface OffersProps {
  id: string;
  words: string;
  ready: boolean;
  at: number;
  onOffer: (accounts: DetailAccount[]) => void;
  onChoose: (account: DetailAccount) => void;
}

function Offers({ id, words, ready, at, onOffer, onChoose }: OffersProps) {
  const found = useAccountSearch(words);
  const box = useRef<HTMLUListElement>(null);
  const items = found.isPlaceholderData || !ready ? undefined : found.data;
  const latest = useRef(onOffer);
  useEffect(() => {
    latest.current = onOffer;
  });
  useEffect(() => latest.current(items ?? []), [items]);
  useEffect(() => {
    box.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ul className={styles.offers} id={id} role="listbox" ref={box} aria-label={t('web.entry.account')}>
      {items?.map((account, place) => (
        <li
          key={account.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          className={styles.offer}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(account);
          }}
        >
          <span className="figure">{account.code}</span>
          <span className="ellipsis">{nameOf(account)}</span>
        </li>
      ))}
      {items?.length === 0 ? <li className={styles.none}>{t('web.nothing_found')}</li> : null}
      {items === undefined ? <li className={styles.none}>{t('web.searching')}</li> : null}
    </ul>
  );
}

export const nameOf = (account: { name: string; name_en?: string | null }): string =>
  (language() === 'en' && account.name_en) || account.name;
