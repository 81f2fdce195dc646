import { PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { api, body, keyed } from '../../../api/client';
import { useCommand } from '../../../api/commands';
import { useAccess } from '../../../kit/access';
import { useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { sayDone, sayRefused } from '../../../kit/toast';
import type { PeriodFacts } from '../booksApi';

type Layout = 'two' | 'one';
/** As many are printed while one waits (the server's AT_ONCE); more by a job. */
const AT_ONCE = 50;

/** Takes a month's vouchers to paper: at once where they are few, else as a file among the exports. */
export function PrintMonth({ period }: { period: PeriodFacts }) {
  const may = useAccess().can('ledger.entry.export');
  const go = useGo();
  const ask = useCommand((layout: Layout, key: string) =>
    body(
      api.POST('/api/periods/{period}/print', {
        params: { path: { period: period.code } },
        body: { layout },
        ...keyed(key),
      }),
    ),
  );
  if (!may || period.vouchers === 0) return null;
  const print = (layout: Layout): void => {
    if (period.vouchers <= AT_ONCE) {
      window.location.assign(`/api/periods/${period.code}/paper?layout=${layout}`);
      return;
    }
    ask.mutate(layout, {
      onSuccess: () => {
        sayDone(t('web.paper.asked'));
        go('/exports');
      },
      onError: sayRefused,
    });
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'two', label: t('web.paper.two') },
          { key: 'one', label: t('web.paper.one') },
        ],
        onClick: ({ key }) => print(key as Layout),
      }}
    >
      <Button icon={<PrinterOutlined />} loading={ask.isPending}>
        {t('web.paper.print_month')}
      </Button>
    </Dropdown>
  );
}
