import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { recordUrl, useGo } from '../../kit/Go';
import { useHotkey } from '../../kit/hotkeys';
import { t, tx } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useBox, useDecide, useWord, type Approval, type Decision, type Word } from './api';
import { WordDialog } from './WordDialog';
import { nextOf, OF_TASK, OF_WHOLE, wordLabel, type SaidVerb } from './words';

interface ApprovalActionsProps {
  approval: Approval;
  onResubmit: () => void;
}

const ENDS_MY_PART: ReadonlySet<string> = new Set(['approve', 'refuse', 'send_back', 'hand_on']);
const isOfTask = (said: Decision | Word): said is Decision =>
  (OF_TASK as readonly string[]).includes(said.verb);

/** Approve and refuse at the thumb, everything else under "more"; after a word comes what waits next. */
export function ApprovalActions({ approval, onResubmit }: ApprovalActionsProps) {
  const [asking, setAsking] = useState<SaidVerb>();
  const go = useGo();
  const waiting = useBox('waiting').data?.pages.flatMap((page) => page.items) ?? [];
  const decide = useDecide(approval.my_task_id ?? '');
  const word = useWord(approval.id);
  const may = (verb: string): boolean => approval.allowed_actions.includes(verb);
  const told = (view: Approval, verb: SaidVerb): void => {
    setAsking(undefined);
    sayDone(outcomeWord(view, verb));
    const next = nextOf(waiting, approval.id);
    if (ENDS_MY_PART.has(verb) && view.outcome !== 'failed' && next)
      go(recordUrl('approvals', next.approval_id));
  };
  const say = (said: Decision | Word): void => {
    const done = { onSuccess: (view: Approval) => told(view, said.verb as SaidVerb) };
    if (isOfTask(said)) decide.mutate(said, done);
    else word.mutate(said, done);
  };
  const ask = (verb: SaidVerb): void => {
    decide.reset();
    word.reset();
    setAsking(verb);
  };
  useHotkey('a', () => ask('approve'), may('approve'));
  useHotkey('x', () => ask('refuse'), may('refuse'));
  const more = [...OF_TASK.slice(2), ...OF_WHOLE].filter((verb) => may(verb) && !SHOWN.has(verb));
  return (
    <>
      {more.length > 0 ? (
        <Dropdown
          trigger={['click']}
          placement="topRight"
          menu={{
            items: more.map((verb) => ({ key: verb, label: wordLabel(verb) })),
            onClick: ({ key }) => ask(key as SaidVerb),
          }}
        >
          <Button>{t('web.more')}</Button>
        </Dropdown>
      ) : null}
      {may('withdraw') ? <Button onClick={() => ask('withdraw')}>{wordLabel('withdraw')}</Button> : null}
      {may('urge') ? <Button onClick={() => ask('urge')}>{wordLabel('urge')}</Button> : null}
      {may('resubmit') ? (
        <Button type="primary" onClick={onResubmit}>
          {wordLabel('resubmit')}
        </Button>
      ) : null}
      {may('refuse') ? (
        <Button danger title="X" onClick={() => ask('refuse')}>
          {wordLabel('refuse')}
        </Button>
      ) : null}
      {may('approve') ? (
        <Button type="primary" title="A" onClick={() => ask('approve')}>
          {wordLabel('approve')}
        </Button>
      ) : null}
      {asking ? (
        <WordDialog
          approval={approval}
          verb={asking}
          pending={decide.isPending || word.isPending}
          refusal={decide.error ?? word.error}
          onSay={say}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </>
  );
}

const SHOWN: ReadonlySet<SaidVerb> = new Set(['withdraw', 'urge']);

/** What became of it by this word. */
function outcomeWord(view: Approval, verb: SaidVerb): string {
  const said = t('web.approvals.said', { word: wordLabel(verb) });
  if (verb !== 'approve' || view.state !== 'approved') return said;
  return view.outcome === 'failed'
    ? t('web.approvals.approved_not_done', { verb: tx(view.verb_label) })
    : t('web.approvals.approved_and_done', { verb: tx(view.verb_label) });
}
