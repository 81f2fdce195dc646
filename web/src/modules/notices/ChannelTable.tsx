import { Select } from 'antd';
import { NOTICE_GROUPS, type Channel, type KindChoice } from '../../api/notices';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import styles from './Notices.module.css';

const CHANNELS: Channel[] = ['product', 'mail', 'digest', 'off'];
const DEFAULT = 'default';

/** One line a kind: how one is told of it. The default can be taken again. */
export function ChannelTable({
  kinds,
  onChoose,
}: {
  kinds: KindChoice[];
  onChoose: (kind: string, channel: Channel | null) => void;
}) {
  return (
    <>
      {NOTICE_GROUPS.map((group) => (
        <Section key={group} title={tx(`notice_group.${group}`)} flush>
          <SimpleTable<KindChoice>
            label={tx(`notice_group.${group}`)}
            rows={kinds.filter((kind) => kind.group === group)}
            rowKey={(kind) => kind.key}
            columns={[
              { key: 'kind', title: t('web.notices.kind'), cell: (kind) => tx(kind.label) },
              {
                key: 'channel',
                title: t('web.notices.channel'),
                width: 260,
                cell: (kind) => (
                  <Select<Channel | typeof DEFAULT>
                    size="small"
                    className={styles.channels ?? ''}
                    popupMatchSelectWidth={false}
                    aria-label={t('web.notices.channel_of', { kind: tx(kind.label) })}
                    value={kind.chosen ? kind.channel : DEFAULT}
                    options={[
                      {
                        value: DEFAULT,
                        label: t('web.notices.by_default', {
                          channel: tx(`web.notices.channel.${kind.default}`),
                        }),
                      },
                      ...CHANNELS.map((value) => ({ value, label: tx(`web.notices.channel.${value}`) })),
                    ]}
                    onChange={(next) => onChoose(kind.key, next === DEFAULT ? null : next)}
                  />
                ),
              },
            ]}
          />
        </Section>
      ))}
    </>
  );
}
