import { PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { t } from '../../../kit/i18n';

/** Takes a delivery to paper: the note that its customer signs, or what is packed; in Chinese or in English. */
export function PrintDelivery({ delivery }: { delivery: string }) {
  const paper = (kind: string, language: string): string =>
    `/api/deliveries/${delivery}/paper?kind=${kind}&language=${language}`;
  const items = [
    { key: 'note', label: t('web.paper.note'), href: paper('note', 'zh-CN') },
    { key: 'packing', label: t('web.paper.packing'), href: paper('packing', 'zh-CN') },
    { key: 'note-en', label: `${t('web.paper.note')} (English)`, href: paper('note', 'en') },
    { key: 'packing-en', label: `${t('web.paper.packing')} (English)`, href: paper('packing', 'en') },
  ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: items.map(({ key, label, href }) => ({
          key,
          label: (
            <a href={href} download>
              {label}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<PrinterOutlined />}>{t('web.paper.print_goods')}</Button>
    </Dropdown>
  );
}
