import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { t } from './i18n';
import { sayRefused } from './toast';

interface ConfirmButtonProps {
  question: string;
  /** What will be lost. */
  explain: string;
  confirm: string;
  command: () => Promise<unknown>;
  onDone?: () => void;
  size?: 'small' | 'medium';
  type?: 'default' | 'text' | 'link';
  children: ReactNode;
}

/** A button for what cannot be undone: asks once, and says what will be lost. */
export function ConfirmButton(props: ConfirmButtonProps) {
  return (
    <Popconfirm
      title={props.question}
      description={props.explain}
      okText={props.confirm}
      okButtonProps={{ danger: true }}
      cancelText={t('web.cancel')}
      onConfirm={() =>
        props.command().then(
          () => props.onDone?.(),
          (error: unknown) => sayRefused(error),
        )
      }
    >
      <Button danger size={props.size ?? 'medium'} type={props.type ?? 'text'}>
        {props.children}
      </Button>
    </Popconfirm>
  );
}
