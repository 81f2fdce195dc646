import { AimOutlined, CameraOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useRecord, useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { locate, type Spot } from '../../kit/locate';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { sayDone } from '../../kit/toast';
import { useFollowUp, usePhrases } from './api';
import styles from './activities.module.css';
import { EMPTY, useDraft } from './drafts';
import { NextContact } from './NextContact';

export interface ComposerProps {
  record: string;
  id: string;
  /** Whose contact persons may be named. */
  party?: string | undefined;
}

interface WholeProps extends ComposerProps {
  /** Everything at once, as in a sheet of its own; otherwise more comes once something is written. */
  whole?: boolean;
  onSaved?: () => void;
}

/** What was done, with whom, where, and when to speak again; what was typed is there again when one comes back. */
export function Composer({ record, id, party, whole, onSaved }: WholeProps) {
  const meta = useRecordMeta('follow-ups');
  const write = useFollowUp();
  const [draft, change] = useDraft(record, id);
  const [spot, setSpot] = useState<Spot>();
  const [place, setPlace] = useState('');
  const [theirs, setTheirs] = useState(true);
  const [photos, setPhotos] = useState<File[]>([]);
  const unplaced = useUnplaced(record, id);
  const field = (name: string) => meta?.fields.find((item) => item.name === name);
  const written = draft.content.trim() !== '';
  const open = whole || written || write.isPending;

  const save = (): void =>
    write.mutate(
      {
        draft: {
          record,
          record_id: id,
          content: draft.content.trim(),
          way: draft.way,
          next_contact_at: draft.next ?? null,
          contact_id: draft.contact ?? null,
          place: place.trim() || null,
          latitude: spot?.latitude ?? null,
          longitude: spot?.longitude ?? null,
          is_the_customers_place: Boolean(spot && unplaced && theirs),
        },
        photos,
      },
      {
        onSuccess: () => {
          sayDone(t('web.follow.done'));
          change({ ...EMPTY, next: undefined, contact: undefined });
          setSpot(undefined);
          setPlace('');
          setPhotos([]);
          onSaved?.();
        },
      },
    );

  return (
    <section className={whole ? styles.whole : styles.composer} aria-label={t('web.follow.write')}>
      {write.error ? <ErrorPanel error={write.error} /> : null}
      <Input.TextArea
        aria-label={t('web.follow.content')}
        placeholder={t('web.follow.placeholder')}
        autoFocus={whole ?? false}
        autoSize={{ minRows: whole ? 4 : 2, maxRows: 8 }}
        maxLength={10_000}
        value={draft.content}
        onChange={(event) => change({ content: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && written) save();
        }}
      />
      <Means
        way={draft.way}
        photos={photos}
        onWay={(way) => change({ way })}
        onPhotos={setPhotos}
        onSpot={(found) => {
          setSpot(found);
          change({ way: 'visit' });
        }}
        onPhrase={(words) => change({ content: draft.content ? `${draft.content}\n${words}` : words })}
      />
      {spot ? (
        <Input
          aria-label={tx(field('place')?.label)}
          placeholder={t('web.follow.place', { ...spot })}
          maxLength={200}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        />
      ) : null}
      {spot && unplaced ? (
        <Checkbox checked={theirs} onChange={(event) => setTheirs(event.target.checked)}>
          {t('web.follow.is_their_place')}
        </Checkbox>
      ) : null}
      {open ? (
        <div className={styles.row}>
          <NextContact
            label={tx(field('next_contact_at')?.label)}
            field={field('next_contact_at')}
            value={draft.next}
            onChange={(next) => change({ next })}
          />
          {party ? (
            <ReferencePicker
              label={tx(field('contact_id')?.label)}
              path="contacts"
              value={draft.contact}
              filter={{ field: 'party_id', op: 'eq', value: party }}
              onChange={(reference) => change({ contact: reference?.id })}
            />
          ) : null}
          <Button type="primary" disabled={!written} loading={write.isPending} onClick={save}>
            {t('web.follow.save')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Whether the customer has no place yet, and this person may give him one. */
function useUnplaced(record: string, id: string): boolean {
  const { may } = useAccess();
  const found = useRecord('parties', record === 'party' ? id : '');
  const row = found.data?.value;
  return record === 'party' && may('parties', 'update') && row !== undefined && row.latitude === null;
}

interface MeansProps {
  way: string;
  photos: File[];
  onWay: (way: string) => void;
  onPhotos: (photos: File[]) => void;
  onSpot: (spot: Spot) => void;
  onPhrase: (words: string) => void;
}

/** By which way, where one stands, what one saw, and words said again and again. */
function Means({ way, photos, onWay, onPhotos, onSpot, onPhrase }: MeansProps) {
  const ways = useRecordMeta('follow-ups')?.fields.find((item) => item.name === 'way');
  const phrases = usePhrases();
  const [unlocated, setUnlocated] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const checkIn = (): void => {
    setUnlocated(false);
    locate().then(onSpot, () => setUnlocated(true));
  };
  return (
    <>
      <div className={styles.row}>
        <Select
          aria-label={tx(ways?.label)}
          value={way}
          options={ways?.choices?.map((one) => ({ value: one.value, label: tx(one.label) })) ?? []}
          onChange={onWay}
        />
        {phrases.data?.length ? (
          <Select
            aria-label={t('web.follow.phrases')}
            placeholder={t('web.follow.phrases')}
            value={null}
            options={phrases.data.map((words) => ({ value: words, label: words }))}
            onChange={(words: string | null) => onPhrase(words ?? '')}
          />
        ) : null}
        <Button icon={<AimOutlined aria-hidden />} onClick={checkIn}>
          {t('web.follow.check_in')}
        </Button>
        <Button icon={<CameraOutlined aria-hidden />} onClick={() => camera.current?.click()}>
          {photos.length > 0 ? t('web.follow.photos', { count: photos.length }) : t('web.follow.photo')}
        </Button>
        <input
          ref={camera}
          type="file"
          accept="image/*"
          capture="environment"
          multiple
          hidden
          aria-label={t('web.follow.photo')}
          onChange={(event) => onPhotos([...(event.target.files ?? [])])}
        />
      </div>
      {unlocated ? <p className="soft">{t('web.follow.unlocated')}</p> : null}
    </>
  );
}
