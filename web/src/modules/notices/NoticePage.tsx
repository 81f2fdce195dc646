import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useNotice, useReadNotices } from '../../api/notices';
import { TimeText } from '../../kit/DateText';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';

/** Where the link in a mail leads: on to what the notice speaks of, if one may still go there. */
export default function NoticePage() {
  const { id = '' } = useParams({ strict: false });
  const notice = useNotice(id);
  const read = useReadNotices();
  const go = useGo();
  const told = useRef(false);
  const found = notice.data;
  useEffect(() => {
    if (!found || told.current) return;
    told.current = true;
    if (!found.read_at) read.mutate({ ids: [found.id] });
    const { opens } = found;
    if (opens) go(opens.to, { search: opens.filter ? { filter: opens.filter } : {}, replace: true });
  }, [found, go, read]);
  if (notice.isError) return <ErrorPanel error={notice.error} />;
  if (!found || found.opens) return <SkeletonPage />;
  return (
    <Page title={t('web.notices')} narrow actions={<Go to="/notices">{t('web.notices.all')}</Go>}>
      <p>{found.text}</p>
      <p className="soft">
        <TimeText value={found.at} />
      </p>
    </Page>
  );
}
