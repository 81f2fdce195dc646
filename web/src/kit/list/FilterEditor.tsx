import { Button, Form } from 'antd';
import { useState } from 'react';
import type { FieldMeta, Leaf } from '../../api/types';
import { t } from '../i18n';
import { isWhole } from './conditions';
import styles from './FilterEditor.module.css';
import { beginLeaf, LeafFields } from './LeafFields';

interface FilterEditorProps {
  fields: FieldMeta[];
  rich: boolean;
  start?: Leaf;
  onDone: (leaf: Leaf) => void;
}

/** One condition of the sentence, entered in a small window. */
export function FilterEditor({ fields, rich, start, onDone }: FilterEditorProps) {
  const [first] = fields;
  const [leaf, setLeaf] = useState<Leaf | undefined>(start ?? (first && beginLeaf(first, rich)));
  if (!leaf) return null;
  return (
    <Form
      className={styles.editor}
      layout="vertical"
      onFinish={() => (isWhole(leaf) ? onDone(leaf) : undefined)}
    >
      <LeafFields fields={fields} leaf={leaf} rich={rich} onChange={setLeaf} />
      <Button type="primary" htmlType="submit" disabled={!isWhole(leaf)}>
        {t('web.list.filter.apply')}
      </Button>
    </Form>
  );
}
