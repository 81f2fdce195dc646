import { Modal } from 'antd';
import { compare, formatQuantity, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';

interface PartialQuestionProps {
  lines: { id: string; name: string; open: Decimal; taken: Decimal }[];
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before a document is posted of which not all was taken; what is left out is told by name. */
export function PartialQuestion({ lines, confirm, onConfirm, onCancel }: PartialQuestionProps) {
  const short = lines.filter((line) => compare(line.taken, line.open) < 0);
  return (
    <Modal
      open
      title={t('web.work.partial', { done: lines.length - short.length, all: lines.length })}
      okText={confirm}
      cancelText={t('web.work.go_on')}
      onOk={onConfirm}
      onCancel={onCancel}
    >
      <p className="soft">{t('web.work.partial.explain')}</p>
      <ul>
        {short.map((line) => (
          <li key={line.id}>
            {line.name} {formatQuantity(line.taken)} / {formatQuantity(line.open)}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
