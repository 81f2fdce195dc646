import { flushSync } from 'react-dom';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { fileUrl } from '../../../api/files';
import { formatMoney } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { useDebounced } from '../../../kit/useDebounced';
import { sayRefused } from '../../../kit/toast';
import { findProducts, useProductSearch, type Product } from '../api';
import type { LineState } from './lines';
import styles from './LineGrid.module.css';

interface ProductCellProps {
  line: LineState;
  label: string;
  wrong: boolean;
  onWords: (words: string) => void;
  onPick: (product: Product) => void;
  /** Enter with nothing to choose from: go on. */
  onEnter: () => void;
}

const PAUSE_MS = 120;

/** Type a code, a name or pinyin; arrows choose, Enter or Tab takes it. */
export function ProductCell({ line, label, wrong, onWords, onPick, onEnter }: ProductCellProps) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [offered, setOffered] = useState<Offered | null>(null);
  const id = useId();
  const choose = (product: Product | undefined): boolean => {
    if (!product) return false;
    // Shown at once, so that the quantity filled in is there to be overwritten when the cursor arrives.
    flushSync(() => {
      onPick(product);
      setOpen(false);
    });
    return true;
  };
  const latest = useRef(line);
  useEffect(() => {
    latest.current = line;
  });
  const take = (): void => {
    const words = line.words.trim();
    if (offered?.words === words) {
      choose(offered.products[at]);
      return;
    }
    if (words === '') return;
    // Enter came before the answer: what these words find is taken once it is there, not what older words found.
    findProducts(words)
      .then(([first]) => {
        if (first && latest.current.product === null && latest.current.words.trim() === words) onPick(first);
      })
      .catch(sayRefused);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const many = offered?.products.length ?? 0;
      setAt((at + step + many) % Math.max(1, many));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (open && line.product === null) take();
      onEnter();
    } else if (event.key === 'Tab' && open && line.product === null && line.words.trim() !== '') {
      take();
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className={styles.product}>
      <input
        className={styles.input}
        data-cell="product"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && offered?.products.length ? `${id}-${at}` : undefined}
        aria-invalid={wrong || undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('web.grid.product')}
        value={line.words}
        title={line.product ? `${line.product.code} ${line.product.name}` : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          onWords(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {line.product ? <span className={styles.code}>{line.product.code}</span> : null}
      {open ? (
        <Offers
          id={id}
          words={line.product ? '' : line.words}
          at={at}
          onOffer={setOffered}
          onChoose={choose}
        />
      ) : null}
    </div>
  );
}

/** What these words find. */
interface Offered {
  words: string;
  products: Product[];
}

interface OffersProps {
  id: string;
  words: string;
  at: number;
  onOffer: (found: Offered) => void;
  onChoose: (product: Product) => void;
}

function Offers({ id, words, at, onOffer, onChoose }: OffersProps) {
  const settled = useDebounced(words.trim(), PAUSE_MS);
  const found = useProductSearch(settled);
  const box = useRef<HTMLUListElement>(null);
  const items = found.data;
  const fresh = items !== undefined && !found.isPlaceholderData;
  useEffect(() => {
    if (fresh) onOffer({ words: settled, products: items });
  }, [fresh, settled, items, onOffer]);
  useEffect(() => {
    box.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ul className={styles.offers} id={id} role="listbox" ref={box} aria-label={t('web.product')}>
      {items?.map((product, place) => (
        <li
          key={product.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          className={styles.offer}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(product);
          }}
        >
          <span className={`${styles.named} ellipsis`}>
            {product.image ? <img className={styles.thumb} src={fileUrl(product.image)} alt="" /> : null}
            {product.name}
            {product.is_template ? <span className="soft">{t('web.variants.many')}</span> : null}
            {product.is_kit ? <span className="soft">{t('web.kit')}</span> : null}
          </span>
          <span className="soft ellipsis">
            {[product.code, product.specification].filter(Boolean).join(' · ')}
          </span>
          <span className="number soft">{product.sale_price ? formatMoney(product.sale_price) : ''}</span>
        </li>
      ))}
      {items?.length === 0 ? <li className={styles.none}>{t('web.nothing_found')}</li> : null}
      {found.isPending ? <li className={styles.none}>{t('web.searching')}</li> : null}
    </ul>
  );
}
