import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import type { Voucher } from '../booksApi';
import { useSaveTemplate, type TemplateLineBody } from './api';
import { SettingsDialog } from './SettingsDialog';

const lineOf = (line: Voucher['lines'][number]): TemplateLineBody => ({
  account: line.account_code,
  summary: line.summary,
  debit: line.debit,
  credit: line.credit,
  party_id: line.party?.id ?? null,
  department_id: line.department?.id ?? null,
  person_id: line.person?.id ?? null,
  product_id: line.product?.id ?? null,
  project_id: line.project?.id ?? null,
  cash_flow: line.cash_flow,
});

/** Keeps what a voucher says as a template, to be written again by hand or each month. */
export function SaveAsTemplate({ voucher }: { voucher: Voucher }) {
  const may = useAccess().can('ledger.voucher.write');
  const save = useSaveTemplate();
  const go = useGo();
  const [open, setOpen] = useState(false);
  if (!may || voucher.kind !== 'manual') return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('web.template.save_as')}</Button>
      {open ? (
        <SettingsDialog
          title={t('web.template.save_as')}
          begun={{ name: voucher.summary.slice(0, 60), reverses: voucher.reverses_on !== null, active: true }}
          pending={save.isPending}
          refusal={save.error}
          onClose={() => setOpen(false)}
          onSave={(settings) =>
            save.mutate(
              { ...settings, lines: voucher.lines.map(lineOf) },
              {
                onSuccess: (made) => {
                  sayDone(t('web.template.saved'));
                  go(recordUrl('voucher-templates', made.id));
                },
              },
            )
          }
        />
      ) : null}
    </>
  );
}
