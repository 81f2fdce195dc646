import { PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { api, body, keyed, type PostBody } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { useAccess } from '../../../kit/access';
import { useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { sayDone, sayRefused } from '../../../kit/toast';
import type { Span } from '../api';

type Ledger = PostBody<'/api/ledgers/print'>;

const address = (path: string, query: Record<string, string>): string =>
  `/api/${path}?${new URLSearchParams(query).toString()}`;

/** Has a job print a 明细账, and goes where its file will be found. */
function usePrintLater(): { print: (ledger: Ledger) => void; pending: boolean } {
  const go = useGo();
  const ask = useCommand((ledger: Ledger, key: string) =>
    body(api.POST('/api/ledgers/print', { body: ledger, ...keyed(key) })),
  );
  const print = (ledger: Ledger): void =>
    ask.mutate(ledger, {
      onSuccess: () => {
        sayDone(t('web.paper.asked'));
        go('/exports');
      },
      onError: sayRefused,
    });
  return { print, pending: ask.isPending };
}

/** What can be taken to paper beside the trial balance: itself, the 总账, and the 明细账 of all accounts. */
export function PrintBooks({ span, level }: { span: Span; level: number }) {
  const may = useAccess().can('ledger.entry.export');
  const { print, pending } = usePrintLater();
  const open = (key: string): void => {
    if (key === 'detail') print({ first_day: span.from, last_day: span.to });
    else if (key === 'general') window.location.assign(address('general-ledger/paper', { ...span }));
    else if (key === 'sheet')
      window.location.assign(address('trial-balance/sheet', { ...span, level: String(level) }));
    else window.location.assign(address('trial-balance/paper', { ...span, level: String(level) }));
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'balance', label: t('web.paper.as_pdf', { what: t('web.nav.trial_balance') }) },
          { key: 'sheet', label: t('web.paper.as_sheet', { what: t('web.nav.trial_balance') }) },
          ...(may
            ? [
                { key: 'general', label: t('web.paper.as_pdf', { what: t('web.paper.general') }) },
                { key: 'detail', label: t('web.paper.as_pdf', { what: t('web.paper.detail_of_all') }) },
              ]
            : []),
        ],
        onClick: ({ key }) => open(key),
      }}
    >
      <Button icon={<PrinterOutlined />} loading={pending}>
        {t('web.paper.print_books')}
      </Button>
    </Dropdown>
  );
}

/** Takes the 总账 to paper. */
export function PrintGeneral({ span }: { span: Span }) {
  if (!useAccess().can('ledger.entry.export')) return null;
  return (
    <Button icon={<PrinterOutlined />} href={address('general-ledger/paper', { ...span })} download>
      {t('web.paper.print_books')}
    </Button>
  );
}

interface PrintAccountProps {
  code: string;
  span: Span;
  /** More lines than are printed while one waits: a job prints them. */
  many: boolean;
}

/** Takes the 明细账 of an account to paper. */
export function PrintAccount({ code, span, many }: PrintAccountProps) {
  const { print, pending } = usePrintLater();
  if (!useAccess().can('ledger.entry.export')) return null;
  if (many)
    return (
      <Button
        icon={<PrinterOutlined />}
        loading={pending}
        onClick={() => print({ account: code, first_day: span.from, last_day: span.to })}
      >
        {t('web.paper.print_books')}
      </Button>
    );
  return (
    <>
      <Button href={address(`accounts/${code}/sheet`, { ...span })} download>
        Excel
      </Button>
      <Button icon={<PrinterOutlined />} href={address(`accounts/${code}/paper`, { ...span })} download>
        {t('web.paper.print_books')}
      </Button>
    </>
  );
}
