import type { ReactNode } from 'react';
import type { Reference } from '../../api/types';
import { tx } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import styles from './Crm.module.css';

export interface Picked {
  group?: Reference | undefined;
  owner?: Reference | undefined;
}

interface FigurePickerProps {
  picked: Picked;
  onPick: (picked: Picked) => void;
  children?: ReactNode;
}

/** Of which group of stages and of whom the figures are. */
export function FigurePicker({ picked, onPick, children }: FigurePickerProps) {
  return (
    <div className={styles.picker}>
      {children}
      <div className={styles.chooser}>
        <span className="soft">{tx('record.stage_group')}</span>
        <ReferencePicker
          label={tx('record.stage_group')}
          path="stage-groups"
          value={picked.group?.id}
          title={picked.group?.title}
          onChange={(group) => onPick({ ...picked, group })}
        />
      </div>
      <div className={styles.chooser}>
        <span className="soft">{tx('field.opportunity.owner_id')}</span>
        <ReferencePicker
          label={tx('field.opportunity.owner_id')}
          path="users"
          value={picked.owner?.id}
          title={picked.owner?.title}
          onChange={(owner) => onPick({ ...picked, owner })}
        />
      </div>
    </div>
  );
}
