import { EnvironmentOutlined, PaperClipOutlined } from '@ant-design/icons';
import { fileUrl } from '../api/files';
import type { FieldMeta, FieldValue as Value } from '../api/types';
import { FieldValue } from './FieldValue';
import { t, tx, useLanguage } from './i18n';
import { isNumeric } from './kinds';
import {
  addressText,
  filesOf,
  formatSize,
  isAddress,
  isLocation,
  linesOf,
  locationText,
  mapUrl,
  type Location,
} from './structures';
import styles from './Values.module.css';

interface StructureValueProps {
  field: FieldMeta;
  value: Value;
  plain?: boolean | undefined;
}

/** Values that are more than a word: places, files, pictures, lines. */
export function StructureValue({ field, value, plain }: StructureValueProps) {
  if (isAddress(value)) return <>{addressText(value)}</>;
  if (isLocation(value)) return <Place place={value} plain={plain} />;
  if (field.kind === 'sub_table') return <Lines field={field} value={value} plain={plain} />;
  const files = filesOf(value);
  if (files.length === 0) return typeof value === 'string' ? <>{value}</> : null;
  if (field.kind === 'file') {
    return (
      <span className={plain ? styles.row : styles.wrap}>
        {files.map((file) => (
          <span key={file.id} className={styles.file}>
            <PaperClipOutlined />
            <a href={fileUrl(file.id)} download title={formatSize(file.size)}>
              {file.name}
            </a>
          </span>
        ))}
      </span>
    );
  }
  return (
    <span className={plain ? styles.row : styles.wrap}>
      {files.map((file) => (
        <a key={file.id} href={fileUrl(file.id)} download>
          <img
            className={plain ? styles.thumb : field.kind === 'signature' ? styles.ink : styles.picture}
            src={fileUrl(file.id)}
            alt={field.kind === 'signature' ? t('web.signature.of', { field: tx(field.label) }) : file.name}
            loading="lazy"
          />
        </a>
      ))}
    </span>
  );
}

function Place({ place, plain }: { place: Location; plain?: boolean | undefined }) {
  const chinese = useLanguage() === 'zh-CN';
  if (plain) return <>{locationText(place)}</>;
  return (
    <a href={mapUrl(place, chinese)} target="_blank" rel="noopener noreferrer">
      <EnvironmentOutlined /> {locationText(place)}
    </a>
  );
}

function Lines({ field, value, plain }: StructureValueProps) {
  const lines = linesOf(value);
  if (plain) return <>{t('web.lines.count', { count: lines.length })}</>;
  const columns = field.columns ?? [];
  if (lines.length === 0) return null;
  return (
    <div className={styles.lines}>
      <table aria-label={tx(field.label)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={isNumeric(column) ? 'number' : undefined}>
                {tx(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={at}>
              {columns.map((column) => (
                <td key={column.name} className={isNumeric(column) ? 'number' : undefined}>
                  <FieldValue field={column} value={line[column.name] as Value} plain />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
