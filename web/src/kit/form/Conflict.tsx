import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { FieldValue, isReference } from '../FieldValue';
import { t, tx } from '../i18n';
import { ReferenceTitle } from '../ReferenceTitle';
import type { Difference } from './changes';
import styles from './Conflict.module.css';

interface ConflictProps {
  differences: Difference[];
  onKeep: (names: string[]) => void;
  onCancel: () => void;
}

/** Two people changed the same thing: mine and theirs side by side, decided field by field. */
export function Conflict({ differences, onKeep, onCancel }: ConflictProps) {
  const [mine, setMine] = useState<string[]>(differences.map((difference) => difference.field.name));
  const choose = (name: string, keepMine: boolean): void =>
    setMine((names) => (keepMine ? [...names, name] : names.filter((other) => other !== name)));
  return (
    <Modal
      open
      width={720}
      title={t('web.conflict.title')}
      onCancel={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>{t('web.cancel')}</Button>
          <Button type="primary" onClick={() => onKeep(mine)}>
            {t('web.conflict.save')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('web.conflict.why')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('web.conflict.field')}</th>
            <th scope="col">{t('web.conflict.mine')}</th>
            <th scope="col">{t('web.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.field.name}>
              <th scope="row">{tx(difference.field.label)}</th>
              {[true, false].map((own) => (
                <td key={String(own)}>
                  <Radio
                    checked={mine.includes(difference.field.name) === own}
                    onChange={() => choose(difference.field.name, own)}
                  >
                    <Side difference={difference} value={own ? difference.mine : difference.theirs} />
                  </Radio>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

function Side({ difference: { field }, value }: { difference: Difference; value: unknown }) {
  if (value === null || value === '') return <span className="soft">{t('web.blank')}</span>;
  if (field.kind === 'reference' && field.reference && !isReference(value)) {
    return <ReferenceTitle path={field.reference.path} id={String(value)} />;
  }
  return <FieldValue field={field} value={value as string} plain />;
}
