import { Modal, Select } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../../api/problem';
import { isZero, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { language, t } from '../../../kit/i18n';
import { SimpleTable } from '../../../kit/SimpleTable';
import { AccountPicker } from '../chart/AccountPicker';
import { linesOf, type Template, type TemplateLineBody } from './api';
import styles from './Templates.module.css';

interface AmountsDialogProps {
  template: Template;
  pending: boolean;
  refusal: Problem | null;
  onSave: (lines: TemplateLineBody[]) => void;
  onClose: () => void;
}

interface Row {
  at: number;
  line: TemplateLineBody;
}

const isDebit = (line: TemplateLineBody): boolean => !isZero(line.debit ?? '0');

/** Says for each line of a template whether it is an amount, or a share of what an account holds on the day. */
export function AmountsDialog({ template, pending, refusal, onSave, onClose }: AmountsDialogProps) {
  const [lines, setLines] = useState(() => linesOf(template));
  const change = (at: number, changed: Partial<TemplateLineBody>): void =>
    setLines((before) => before.map((line, place) => (place === at ? { ...line, ...changed } : line)));
  const amount = (line: TemplateLineBody): Decimal => (isDebit(line) ? line.debit : line.credit) ?? '0';
  const complete = lines.every(
    (line) => (line.share_of === null) === (line.share === null) && !isZero(amount(line)),
  );
  const nameOf = (at: number): string => {
    const line = template.lines[at];
    if (!line) return '';
    return `${line.account_code} ${language() === 'en' ? line.account_name_en : line.account_name}`;
  };
  return (
    <Modal
      open
      width={860}
      title={t('web.template.amounts')}
      okText={t('web.save')}
      okButtonProps={{ disabled: !complete }}
      cancelText={t('web.cancel')}
      confirmLoading={pending}
      onOk={() => onSave(lines)}
      onCancel={onClose}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      <SimpleTable<Row>
        label={t('web.template.amounts')}
        columns={[
          {
            key: 'account',
            title: t('web.entry.account'),
            cell: ({ at, line }) => `${t(isDebit(line) ? 'web.debit' : 'web.credit')} ${nameOf(at)}`,
          },
          {
            key: 'how',
            title: t('web.template.amounts'),
            width: 150,
            cell: ({ at, line }) => (
              <Select
                aria-label={`${t('web.template.amounts')} ${at + 1}`}
                value={line.share_of === null ? 'fixed' : 'share'}
                options={[
                  { value: 'fixed', label: t('web.template.fixed') },
                  { value: 'share', label: t('web.template.share') },
                ]}
                onChange={(how) =>
                  change(
                    at,
                    how === 'share'
                      ? { share_of: line.account, share: '100' }
                      : { share_of: null, share: null },
                  )
                }
              />
            ),
          },
          {
            key: 'value',
            title: '',
            cell: ({ at, line }) =>
              line.share_of == null ? (
                <DecimalInput
                  label={`${t('web.template.fixed')} ${at + 1}`}
                  value={amount(line)}
                  onChange={(value) =>
                    change(at, isDebit(line) ? { debit: value ?? '0' } : { credit: value ?? '0' })
                  }
                />
              ) : (
                <span className={styles.share}>
                  <AccountPicker
                    label={`${t('web.template.share')} ${at + 1}`}
                    value={line.share_of}
                    onChange={(code) => change(at, { share_of: code })}
                  />
                  <DecimalInput
                    label={`% ${at + 1}`}
                    prefix="%"
                    value={line.share ?? null}
                    onChange={(value) => change(at, { share: value })}
                  />
                </span>
              ),
          },
        ]}
        rows={lines.map((line, at) => ({ at, line }))}
        rowKey={({ at }) => String(at)}
      />
    </Modal>
  );
}
