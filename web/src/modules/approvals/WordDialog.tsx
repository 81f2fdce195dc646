import { Input, Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../api/problem';
import type { Reference } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import type { Approval, Decision, Word } from './api';
import styles from './Approvals.module.css';
import { ACTIVE, PLACES, wordLabel, type Place, type SaidVerb } from './words';

interface WordDialogProps {
  approval: Approval;
  verb: SaidVerb;
  pending: boolean;
  refusal: Problem | null;
  onSay: (said: Decision | Word) => void;
  onClose: () => void;
}

/** What a word needs: a comment, and with some of them whom, or how far back. */
export function WordDialog({ approval, verb, pending, refusal, onSay, onClose }: WordDialogProps) {
  const [comment, setComment] = useState('');
  const [people, setPeople] = useState<Reference[]>([]);
  const [place, setPlace] = useState<Place>('before');
  const [back, setBack] = useState(-1);
  const said = whatIsSent(approval, verb, {
    comment: comment.trim(),
    people: people.map((one) => one.id),
    place,
    back,
  });
  const label = wordLabel(verb);
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: said === undefined, loading: pending, danger: verb === 'refuse' }}
      onOk={() => (said ? onSay(said) : undefined)}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        {refusal ? <ErrorPanel error={refusal} /> : null}
        {verb === 'send_back' ? (
          <label className={styles.field}>
            <span>{t('web.approvals.back_to')}</span>
            <Select
              aria-label={t('web.approvals.back_to')}
              value={back}
              options={approval.returns_to.map((one) => ({
                value: one.no,
                label:
                  one.no < 0
                    ? t('web.approvals.back_to_applicant', { name: approval.applicant.name })
                    : one.name,
              }))}
              onChange={setBack}
            />
          </label>
        ) : null}
        {verb === 'add_signer' ? (
          <Segmented<Place>
            value={place}
            options={PLACES.map((one) => ({ value: one, label: t(`web.approvals.place.${one}`) }))}
            onChange={setPlace}
          />
        ) : null}
        {verb === 'add_signer' || verb === 'copy' ? (
          <label className={styles.field}>
            <span>{t('web.approvals.people')}</span>
            <ReferencesPicker
              label={t('web.approvals.people')}
              path="users"
              filter={ACTIVE}
              value={people}
              onChange={setPeople}
            />
          </label>
        ) : null}
        {verb === 'hand_on' ? (
          <label className={styles.field}>
            <span>{t('web.approvals.hand_on_to')}</span>
            <ReferencePicker
              label={t('web.approvals.hand_on_to')}
              path="users"
              filter={ACTIVE}
              value={people[0]?.id}
              title={people[0]?.title}
              onChange={(person) => setPeople(person ? [person] : [])}
            />
          </label>
        ) : null}
        <label className={styles.field}>
          <span>{t(NEEDS_COMMENT.has(verb) ? 'web.approvals.comment_needed' : 'web.approvals.comment')}</span>
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={2000}
            aria-label={t('web.approvals.comment')}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </label>
        {verb === 'approve' ? <div className="soft">{tx('web.approvals.approve.explain')}</div> : null}
      </div>
    </Modal>
  );
}

const NEEDS_COMMENT: ReadonlySet<SaidVerb> = new Set(['refuse', 'send_back', 'comment']);

interface Entered {
  comment: string;
  people: string[];
  place: Place;
  back: number;
}

/** What is sent; nothing while something is still missing. */
function whatIsSent(
  approval: Approval,
  verb: SaidVerb,
  { comment, people, place, back }: Entered,
): Decision | Word | undefined {
  if (NEEDS_COMMENT.has(verb) && !comment) return undefined;
  const more = comment ? { comment } : {};
  const [person] = people;
  switch (verb) {
    case 'approve':
      return { verb, hash: approval.seen.hash, ...more };
    case 'refuse':
    case 'comment':
      return { verb, comment };
    case 'send_back':
      return { verb, comment, step_no: back };
    case 'add_signer':
      return person ? { verb, people, place, ...more } : undefined;
    case 'hand_on':
      return person ? { verb, user_id: person, ...more } : undefined;
    case 'copy':
      return person ? { verb, people, ...more } : undefined;
    case 'withdraw':
    case 'urge':
      return { verb, ...more };
  }
}
