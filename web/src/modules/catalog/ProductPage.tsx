import { useRecord, useRecordMeta } from '../../api/records';
import type { RecordRow } from '../../api/types';
import { fileUrl } from '../../api/files';
import { recordUrl, Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { EditableFacts } from '../../kit/record/EditableFacts';
import { History } from '../../kit/record/History';
import { Neighbours } from '../../kit/record/Neighbours';
import { RecordActions } from '../../kit/record/RecordPage';
import { RelatedTabs } from '../../kit/record/RelatedTabs';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { SkeletonPage } from '../../kit/Skeleton';
import { useRecentTab } from '../../kit/recentTabs';
import { filesOf } from '../../kit/structures';
import { ProductStock } from '../stock/ProductStock';
import { LandedShares } from '../purchasing/landed/LandedShares';
import styles from './Catalog.module.css';
import { KitSection } from './KitSection';
import { UnitsSection } from './UnitsSection';
import { VariantsSection } from './VariantsSection';

/** A product: what it is, in which units it is counted and by which codes it is known, its variants, and who sells it. */
export default function ProductPage({ path, id }: RecordScreenProps) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const row = record.data?.value;
  const name = row ? String(row.name ?? '') : undefined;
  useRecentTab(recordUrl(path, id), name);
  if (!meta) return null;
  if (record.isError) {
    return <UnreadRecord path={path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!row || !record.data) return <SkeletonPage />;
  const mayChange = meta.allowed.includes('update');
  return (
    <Page
      title={name ?? ''}
      facts={<ProductFacts row={row} />}
      actions={
        <>
          <Neighbours path={path} id={id} />
          <RecordActions meta={meta} id={id} etag={record.data.etag} title={name ?? ''} />
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <Picture row={row} />
          {row.kind === 'goods' && row.is_template !== true && row.is_kit !== true ? (
            <ProductStock id={id} />
          ) : null}
          <EditableFacts meta={meta} record={row} without={['name', 'code', 'image']} />
          <UnitsSection id={id} mayChange={mayChange} />
          {row.is_template === true ? null : <KitSection product={row} mayChange={mayChange} />}
          <LandedShares path="products" id={id} quiet />
          <VariantsSection product={row} mayMake={mayChange && meta.allowed.includes('create')} />
          <RelatedTabs meta={meta} id={id} columns={COLUMNS} />
        </div>
        <div>
          <History record={meta.name} id={id} />
        </div>
      </div>
    </Page>
  );
}

const COLUMNS = {
  'price-list-lines': ['price_list_id', 'unit_id', 'min_quantity', 'price', 'discount'],
  'supplier-products': ['code', 'party_id', 'name', 'unit_id', 'price', 'min_quantity', 'lead_days'],
};

function ProductFacts({ row }: { row: RecordRow }) {
  const template = row.template_id as { id: string; title: string } | null | undefined;
  return (
    <>
      <span className="figure">{String(row.code ?? '')}</span>
      {row.is_template === true ? <span>{t('web.variants.many')}</span> : null}
      {row.is_kit === true ? <span>{t('web.kit')}</span> : null}
      {template ? <Go to={recordUrl('products', template.id)}>{template.title}</Go> : null}
    </>
  );
}

function Picture({ row }: { row: RecordRow }) {
  const files = filesOf(row.image ?? null);
  if (files.length === 0) return null;
  return (
    <div className={styles.pictures}>
      {files.map((file) => (
        <a key={file.id} href={fileUrl(file.id)} target="_blank" rel="noopener noreferrer">
          <img src={fileUrl(file.id)} alt={file.name} />
        </a>
      ))}
    </div>
  );
}
