import { Button } from 'antd';
import { useOpenDemo } from '../../api/session';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';

/** Opens the demo company: nothing to fill in, nothing that can break. */
export function DemoButton() {
  const demo = useOpenDemo();
  const go = useGo();
  return (
    <>
      <Button block loading={demo.isPending} onClick={() => demo.mutate({}, { onSuccess: () => go('/') })}>
        {t('web.demo.open')}
      </Button>
      <div style={{ marginTop: 4, textAlign: 'center' }}>{t('web.demo.why')}</div>
      {demo.isError ? (
        <div style={{ marginTop: 8 }}>
          <ErrorPanel error={demo.error} />
        </div>
      ) : null}
    </>
  );
}
