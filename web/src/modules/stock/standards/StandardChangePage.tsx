import { DocumentPage } from '../../../kit/document/DocumentPage';
import { EntriesSection } from '../../../kit/document/EntriesSection';
import { t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Money, Quantity } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { History } from '../../../kit/record/History';
import { SimpleTable } from '../../../kit/SimpleTable';
import { ProductName } from '../../catalog/ProductName';
import { useStandardChange, type StandardLine } from './api';

/** 标准成本调整单: which standards held before and after, and what that made of the goods that lay there. */
export default function StandardChangePage({ path, id }: RecordScreenProps) {
  const change = useStandardChange(id);
  return (
    <DocumentPage
      path={path}
      document={change}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <span>
            {t('web.standards.holds_from')} <span className="figure">{value.holds_from}</span>
          </span>
          <span>
            {t('web.standards.worth')} <Money value={value.difference} />
          </span>
          {value.note ? <span>{value.note}</span> : null}
        </>
      )}
      side={<History record="standard_change" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <SimpleTable<StandardLine>
              label={t('web.lines')}
              columns={[
                {
                  key: 'no',
                  title: '#',
                  width: 44,
                  cell: (line) => <span className="soft">{line.line_no}</span>,
                },
                {
                  key: 'product',
                  title: t('web.product'),
                  cell: (line) => (
                    <ProductName id={line.product_id} name={line.product} code={line.product_code} />
                  ),
                },
                {
                  key: 'before',
                  title: t('web.standards.before'),
                  numeric: true,
                  cell: (line) => (line.before ? <Quantity value={line.before} /> : '–'),
                },
                {
                  key: 'standard',
                  title: t('web.standards.new'),
                  numeric: true,
                  cell: (line) => <Quantity value={line.standard} />,
                },
                {
                  key: 'quantity',
                  title: t('web.stock.on_hand'),
                  numeric: true,
                  cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
                },
                {
                  key: 'difference',
                  title: t('web.standards.worth'),
                  numeric: true,
                  cell: (line) => <Money value={line.difference} />,
                },
              ]}
              rows={value.lines}
              rowKey={(line) => String(line.line_no)}
              foot={
                <tr>
                  <td colSpan={5}>{t('web.total')}</td>
                  <td className="number">
                    <Money value={value.difference} />
                  </td>
                </tr>
              }
            />
          </Section>
          <EntriesSection type="standard_change" id={id} />
        </>
      )}
    </DocumentPage>
  );
}
