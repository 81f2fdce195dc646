import { useBlocker } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useRef } from 'react';
import { t } from '../i18n';

/**
 * Asks before unsaved work is lost, and says what it is. `release` lets the next step pass: call it after
 * a save, before going on. Who leaves all the same gives up what was typed: `onLeave` throws away what is kept of it.
 */
export function useLeaveGuard(
  dirty: boolean,
  onLeave?: () => void,
): { question: React.ReactNode; release: () => void } {
  const released = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && !released.current && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty && !released.current,
    withResolver: true,
  });
  const question = (
    <Modal
      open={blocker.status === 'blocked'}
      title={t('web.leave.title')}
      okText={t('web.leave.go')}
      okButtonProps={{ danger: true }}
      cancelText={t('web.leave.stay')}
      onOk={() => {
        onLeave?.();
        blocker.proceed?.();
      }}
      onCancel={() => blocker.reset?.()}
    >
      {t('web.leave.why')}
    </Modal>
  );
  return {
    question,
    release: () => {
      released.current = true;
    },
  };
}
