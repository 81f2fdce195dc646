import { Modal } from 'antd';
import { t, tx } from '../../kit/i18n';
import type { CostMethod } from './api';

export const METHODS: CostMethod[] = ['moving_average', 'fifo', 'month_average', 'standard'];

interface MethodQuestionProps {
  /** Null: the category follows those above it again. */
  method: CostMethod | null;
  /** What is meant, where it is not the whole company. */
  category?: string;
  pending: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** Says from which day another method counts, and what happens then, before it does. */
export function MethodQuestion({ method, category, pending, onYes, onNo }: MethodQuestionProps) {
  const title = method
    ? t('web.costing.change', { method: tx(`web.costing.${method}`) })
    : t('web.costing.change.inherit');
  return (
    <Modal
      open
      title={category ? `${category}：${title}` : title}
      okText={t('web.costing.change.confirm')}
      cancelText={t('web.cancel')}
      confirmLoading={pending}
      onCancel={onNo}
      onOk={onYes}
    >
      {t('web.costing.change.explain')}
      {method === 'standard' ? <p>{t('web.costing.change.standard')}</p> : null}
    </Modal>
  );
}
