import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useFeed, useMakeFeed, useWithdrawFeed } from '../../../api/calendar';
import { ConfirmButton } from '../../../kit/ConfirmButton';
import { CopyBox } from '../../../kit/CopyBox';
import { formatInstant } from '../../../kit/dates';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { SkeletonRows } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';

/** A private address under which another calendar reads my tasks and contacts: made, made anew, withdrawn. */
export default function FeedDialog({ onClose }: { onClose: () => void }) {
  const feed = useFeed();
  const make = useMakeFeed();
  const withdraw = useWithdrawFeed();
  const [address, setAddress] = useState<string>();
  const since = feed.data?.created_at;
  const begin = (): Promise<void> => make.mutateAsync().then((made) => setAddress(made.address));
  const drop = (
    <ConfirmButton
      key="drop"
      question={t('web.feed.withdraw.question')}
      explain={t('web.feed.withdraw.explain')}
      confirm={t('web.feed.withdraw')}
      command={() => withdraw.mutateAsync()}
      onDone={() => {
        setAddress(undefined);
        sayDone(t('web.feed.withdrawn'));
      }}
    >
      {t('web.feed.withdraw')}
    </ConfirmButton>
  );
  const again = (
    <ConfirmButton
      key="again"
      question={t('web.feed.again.question')}
      explain={t('web.feed.again.explain')}
      confirm={t('web.feed.again')}
      command={begin}
    >
      {t('web.feed.again')}
    </ConfirmButton>
  );
  const first = (
    <Button
      key="make"
      type="primary"
      loading={make.isPending}
      onClick={() => make.mutate(undefined, { onSuccess: (made) => setAddress(made.address) })}
    >
      {t('web.feed.make')}
    </Button>
  );
  const actions = feed.data ? (since ? [drop, address ? null : again] : [first]) : null;
  return (
    <Modal open title={t('web.feed.title')} footer={actions} onCancel={onClose}>
      {feed.isPending ? <SkeletonRows rows={2} columns={1} /> : null}
      {feed.isError ? <ErrorPanel error={feed.error} /> : null}
      {make.isError ? <ErrorPanel error={make.error} /> : null}
      <p>{t('web.feed.what')}</p>
      {address ? (
        <>
          <CopyBox text={address} />
          <p className="soft">{t('web.feed.once')}</p>
          <p className="soft">{t('web.feed.how')}</p>
        </>
      ) : since ? (
        <p className="soft">{t('web.feed.since', { at: formatInstant(since) })}</p>
      ) : null}
    </Modal>
  );
}
