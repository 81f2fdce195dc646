import { AimOutlined, CameraOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useRef, useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { DateTimeInput } from '../../kit/form/DateTimeInput';
import { t, tx } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { sayDone } from '../../kit/toast';
import { useFollowUp, usePhrases } from './api';
import styles from './activities.module.css';

interface FollowUpComposerProps {
  record: string;
  id: string;
  /** Whose contact persons may be named. */
  party?: string | undefined;
}

interface Spot {
  latitude: string;
  longitude: string;
}

const DIGITS = 6;

/** Where the phone says it is. */
function locate(): Promise<Spot> {
  return new Promise((found, refused) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        found({ latitude: coords.latitude.toFixed(DIGITS), longitude: coords.longitude.toFixed(DIGITS) }),
      refused,
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
}

/** Write down what was done with a customer, a lead or a deal, and when to speak again. */
export function FollowUpComposer({ record, id, party }: FollowUpComposerProps) {
  const { can } = useAccess();
  return can('activities.follow_up.create') ? (
    <Composer key={id} record={record} id={id} party={party} />
  ) : null;
}

function Composer({ record, id, party }: FollowUpComposerProps) {
  const meta = useRecordMeta('follow-ups');
  const write = useFollowUp();
  const phrases = usePhrases();
  const [content, setContent] = useState('');
  const [way, setWay] = useState('call');
  const [next, setNext] = useState<string>();
  const [contact, setContact] = useState<string>();
  const [spot, setSpot] = useState<Spot>();
  const [place, setPlace] = useState('');
  const [photos, setPhotos] = useState<File[]>([]);
  const [unlocated, setUnlocated] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const field = (name: string) => meta?.fields.find((item) => item.name === name);
  const ways =
    field('way')?.choices?.map((choice) => ({ value: choice.value, label: tx(choice.label) })) ?? [];
  const open = content.trim() !== '' || write.isPending;

  const clear = (): void => {
    setContent('');
    setNext(undefined);
    setContact(undefined);
    setSpot(undefined);
    setPlace('');
    setPhotos([]);
  };
  const save = (): void =>
    write.mutate(
      {
        draft: {
          record,
          record_id: id,
          content: content.trim(),
          way,
          next_contact_at: next ?? null,
          contact_id: contact ?? null,
          place: place.trim() || null,
          latitude: spot?.latitude ?? null,
          longitude: spot?.longitude ?? null,
        },
        photos,
      },
      {
        onSuccess: () => {
          sayDone(t('web.follow.done'));
          clear();
        },
      },
    );
  const checkIn = (): void => {
    setUnlocated(false);
    locate().then(
      (found) => {
        setSpot(found);
        setWay('visit');
      },
      () => setUnlocated(true),
    );
  };

  return (
    <section className={styles.composer} aria-label={t('web.follow.write')}>
      {write.error ? <ErrorPanel error={write.error} /> : null}
      <Input.TextArea
        aria-label={t('web.follow.content')}
        placeholder={t('web.follow.placeholder')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={10_000}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && open) save();
        }}
      />
      <div className={styles.row}>
        <Select aria-label={tx(field('way')?.label)} value={way} options={ways} onChange={setWay} />
        {phrases.data?.length ? (
          <Select
            aria-label={t('web.follow.phrases')}
            placeholder={t('web.follow.phrases')}
            value={null}
            options={phrases.data.map((words) => ({ value: words, label: words }))}
            onChange={(words: string | null) =>
              setContent((said) => (said ? `${said}\n${words}` : (words ?? '')))
            }
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
          onChange={(event) => setPhotos([...(event.target.files ?? [])])}
        />
      </div>
      {unlocated ? <p className="soft">{t('web.follow.unlocated')}</p> : null}
      {spot ? (
        <Input
          aria-label={tx(field('place')?.label)}
          placeholder={t('web.follow.place', { ...spot })}
          maxLength={200}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        />
      ) : null}
      {open ? (
        <div className={styles.row}>
          <label className={styles.next}>
            <span>{tx(field('next_contact_at')?.label)}</span>
            <DateTimeInput
              field={field('next_contact_at') as never}
              value={next}
              onChange={(value) => setNext(value as string | undefined)}
            />
          </label>
          {party ? (
            <ReferencePicker
              label={tx(field('contact_id')?.label)}
              path="contacts"
              value={contact}
              filter={{ field: 'party_id', op: 'eq', value: party }}
              onChange={(reference) => setContact(reference?.id)}
            />
          ) : null}
          <Button type="primary" loading={write.isPending} onClick={save}>
            {t('web.follow.save')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
