import { Form, Select } from 'antd';
import { t, type MessageKey } from '../../../kit/i18n';
import type { Means } from './api';

const WORDS: Record<Means, MessageKey> = {
  money: 'web.bill.means.money',
  bill: 'web.bill.means.bill',
  endorse: 'web.bill.means.endorse',
  issue: 'web.bill.means.issue',
};

interface MeansSelectProps {
  label: MessageKey;
  offered: Means[];
  value: Means;
  onChange: (means: Means) => void;
}

/** Whether money moves, or a bill in its place. */
export function MeansSelect({ label, offered, value, onChange }: MeansSelectProps) {
  return (
    <Form.Item label={t(label)} required>
      <Select
        aria-label={t(label)}
        value={value}
        options={offered.map((means) => ({ value: means, label: t(WORDS[means]) }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}
