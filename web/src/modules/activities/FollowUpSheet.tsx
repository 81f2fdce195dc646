import { EditOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { t } from '../../kit/i18n';
import { usePhone } from '../../kit/usePhone';
import { Composer, type ComposerProps } from './Composer';

interface FollowUpSheetProps extends ComposerProps {
  title?: string | undefined;
  onClose: () => void;
}

const WIDE = 460;

/** The place to write a follow-up, over the page: from the thumb on a phone, from the side on a desk. */
export function FollowUpSheet({ title, onClose, ...about }: FollowUpSheetProps) {
  const phone = usePhone();
  return (
    <Drawer
      open
      title={title ?? t('web.follow.write')}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? 'auto' : WIDE}
      onClose={onClose}
    >
      <Composer {...about} whole onSaved={onClose} />
    </Drawer>
  );
}

/** On a phone a button at the thumb opens the place to write; on a desk that stands beside the record. */
export function FollowUpButton(about: ComposerProps) {
  const { can } = useAccess();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  if (!phone || !can('activities.follow_up.create')) return null;
  return (
    <>
      <Button type="primary" icon={<EditOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('web.follow.write')}
      </Button>
      {open ? <FollowUpSheet {...about} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
