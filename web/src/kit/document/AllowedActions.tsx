import { Button, Popconfirm } from 'antd';
import { seenAs } from '../../api/seeAs';
import { t, type MessageKey } from '../i18n';

/** How one verb of a document looks as a button. */
export interface VerbLook {
  label: MessageKey;
  /** Asked before, where something is lost; says what. */
  ask?: { question: MessageKey; explain: MessageKey };
}

interface AllowedActionsProps {
  /** From the server: what this person may do with this document now. */
  allowed: string[];
  /** In order of importance; the first allowed one that asks nothing is the primary action. */
  looks: Record<string, VerbLook>;
  pending: string | null;
  onAct: (verb: string) => void;
}

/** The buttons of a document. Rules live on the server: what it does not allow is not here. */
export function AllowedActions({ allowed, looks, pending, onAct }: AllowedActionsProps) {
  const looking = seenAs() !== null;
  const verbs = Object.entries(looks).filter(([verb]) => !looking && allowed.includes(verb));
  const primary = verbs.find(([, look]) => !look.ask)?.[0];
  return verbs.reverse().map(([verb, look]) => {
    const button = (
      <Button
        key={verb}
        type={look.ask ? 'text' : verb === primary ? 'primary' : 'default'}
        danger={look.ask !== undefined}
        loading={pending === verb}
        disabled={pending !== null && pending !== verb}
        {...(look.ask ? {} : { onClick: () => onAct(verb) })}
      >
        {t(look.label)}
      </Button>
    );
    if (!look.ask) return button;
    return (
      <Popconfirm
        key={verb}
        title={t(look.ask.question)}
        description={t(look.ask.explain)}
        okText={t(look.label)}
        okButtonProps={{ danger: true }}
        cancelText={t('web.cancel')}
        onConfirm={() => onAct(verb)}
      >
        {button}
      </Popconfirm>
    );
  });
}
