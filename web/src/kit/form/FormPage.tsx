import { useSearch } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { Versioned } from '../../api/client';
import { Problem } from '../../api/problem';
import { useChangeRecord, useCreateRecord, useRecord, useRecordMeta } from '../../api/records';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { ErrorPanel } from '../ErrorPanel';
import { valueText } from '../FieldValue';
import { recordUrl, useGo } from '../Go';
import { modKey, useHotkey } from '../hotkeys';
import { oneOf, t } from '../i18n';
import { Page } from '../Page';
import { SkeletonPage } from '../Skeleton';
import { sayDone } from '../toast';
import {
  beginningFields,
  changed,
  conflicts,
  filled,
  formFields,
  type Difference,
  type Values,
} from './changes';
import { Conflict } from './Conflict';
import { UnreadRecord } from '../record/UnreadRecord';
import { DuplicateHints, DuplicateLink } from './DuplicateHints';
import { RecordForm } from './RecordForm';
import { needsApproval, SubmitInstead } from './SubmitInstead';
import { useLeaveGuard } from './useLeaveGuard';

/** Enters or changes any record, from its metadata. */
export default function FormPage({ path, id, ...fresh }: { path: string; id?: string } & Fresh) {
  const meta = useRecordMeta(path);
  if (!meta) return null;
  return id ? <EditRecord meta={meta} id={id} /> : <NewRecord meta={meta} {...fresh} />;
}

/** What a new record of a special sort is called, begins with, and comes from. */
interface Fresh {
  title?: string;
  given?: Values;
  back?: string;
}

function NewRecord({ meta: known, title, given: fixed, back }: { meta: RecordMeta } & Fresh) {
  const go = useGo();
  const meta = useMemo(() => ({ ...known, fields: beginningFields(known.fields) }), [known]);
  const create = useCreateRecord(meta.path);
  const fields = formFields(meta.fields);
  const given = useGivenValues(fields);
  return (
    <Frame
      meta={meta}
      title={title ?? t('web.form.new', { what: oneOf(meta.name) })}
      initial={{ ...defaults(fields), ...fixed, ...given }}
      error={create.error}
      sent={create.variables}
      busy={create.isPending}
      back={back ?? `/${meta.path}`}
      onSubmit={(values, release) =>
        create.mutate(filled(fields, values), {
          onSuccess: (row) => {
            release();
            sayDone(t('web.form.created'));
            go(recordUrl(meta.path, row.id), { replace: true });
          },
        })
      }
    />
  );
}

/** Values that the address brings along: the day of a calendar, the column of a board. */
function useGivenValues(fields: FieldMeta[]): Values {
  const { set } = useSearch({ strict: false }) as { set?: unknown };
  const [given] = useState<Values>(() =>
    typeof set === 'object' && set !== null
      ? Object.fromEntries(
          Object.entries(set).filter(([name]) => fields.some((field) => field.name === name)),
        )
      : {},
  );
  return given;
}

function EditRecord({ meta, id }: { meta: RecordMeta; id: string }) {
  const record = useRecord(meta.path, id);
  const [start, setStart] = useState<Versioned<RecordRow>>();
  if (!start && record.data) setStart(record.data);
  if (record.isError && !start) {
    return <UnreadRecord path={meta.path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!start) return <SkeletonPage />;
  return <EditForm meta={meta} id={id} start={start} refetch={async () => (await record.refetch()).data} />;
}

const defaults = (fields: FieldMeta[]): Values =>
  Object.fromEntries(fields.flatMap((field) => (field.default == null ? [] : [[field.name, field.default]])));

interface EditFormProps {
  meta: RecordMeta;
  id: string;
  start: Versioned<RecordRow>;
  refetch: () => Promise<Versioned<RecordRow> | undefined>;
}

interface Clash {
  differences: Difference[];
  mine: Values;
  theirs: Versioned<RecordRow>;
}

function EditForm({ meta, id, start, refetch }: EditFormProps) {
  const go = useGo();
  const change = useChangeRecord(meta.path);
  const [clash, setClash] = useState<Clash>();
  const fields = formFields(meta.fields);
  const titleField = meta.fields.find((field) => field.name === meta.title_field);
  const back = recordUrl(meta.path, id);

  const save = (changes: Values, etag: string, release: () => void): void => {
    if (Object.keys(changes).length === 0) {
      release();
      go(back, { replace: true });
      return;
    }
    change.mutate(
      { id, etag, changes },
      {
        onSuccess: () => {
          release();
          sayDone(t('web.form.saved'));
          go(back, { replace: true });
        },
        onError: (problem) => {
          if (problem instanceof Problem && problem.status === 412) void compare(changes, release);
        },
      },
    );
  };

  const compare = async (mine: Values, release: () => void): Promise<void> => {
    const theirs = await refetch();
    if (!theirs) return;
    const differences = conflicts(fields, mine, start.value, theirs.value);
    if (differences.length === 0) save(mine, theirs.etag, release);
    else setClash({ differences, mine, theirs });
  };

  return (
    <Frame
      meta={meta}
      id={id}
      title={t('web.form.edit', {
        what: titleField ? valueText(titleField, start.value[titleField.name]) : '',
      })}
      initial={start.value}
      error={change.error?.status === 412 ? null : change.error}
      sent={change.variables?.changes}
      busy={change.isPending}
      back={back}
      onSubmit={(values, release) => save(changed(fields, values, start.value), start.etag, release)}
    >
      {(release) =>
        clash ? (
          <Conflict
            differences={clash.differences}
            onCancel={() => setClash(undefined)}
            onKeep={(names) => {
              const lost = clash.differences
                .map((item) => item.field.name)
                .filter((name) => !names.includes(name));
              const kept = Object.entries(clash.mine).filter(([name]) => !lost.includes(name));
              setClash(undefined);
              save(Object.fromEntries(kept), clash.theirs.etag, release);
            }}
          />
        ) : null
      }
    </Frame>
  );
}

interface FrameProps {
  meta: RecordMeta;
  id?: string;
  title: string;
  initial: Values;
  error: Problem | null;
  /** What was sent last. */
  sent: Values | undefined;
  busy: boolean;
  back: string;
  onSubmit: (values: Values, release: () => void) => void;
  children?: (release: () => void) => React.ReactNode;
}

function Frame({ meta, id, title, initial, error, sent, busy, back, onSubmit, children }: FrameProps) {
  const go = useGo();
  const [form] = Form.useForm<Values>();
  const [dirty, setDirty] = useState(false);
  const typed = Form.useWatch([], form) as Values | undefined;
  const { question, release } = useLeaveGuard(dirty);
  useHotkey('mod+s', () => form.submit());
  const problems = error?.errors;
  useEffect(() => {
    const own = new Set(formFields(meta.fields).map((field) => field.name));
    const told = (problems ?? []).filter((problem) => own.has(problem.field));
    form.setFields(told.map((problem) => ({ name: problem.field, errors: [problem.detail] })));
    if (told[0]) form.scrollToField(told[0].field);
  }, [form, meta, problems]);
  return (
    <Page
      title={title}
      narrow
      actions={
        <>
          <Button onClick={() => go(back)}>{t('web.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()} title={`${modKey()} S`}>
            {t('web.save')}
          </Button>
        </>
      }
    >
      {error ? (
        <div style={{ marginBottom: 16 }}>
          <ErrorPanel error={error}>
            {needsApproval(error) ? (
              <SubmitInstead problem={error} payload={sent ?? {}} release={release} />
            ) : (
              <DuplicateLink meta={meta} problem={error} />
            )}
          </ErrorPanel>
        </div>
      ) : null}
      {meta.duplicate_fields?.length ? (
        <DuplicateHints meta={meta} id={id} values={typed ?? initial} initial={initial} />
      ) : null}
      <RecordForm
        form={form}
        meta={meta}
        initial={initial}
        onTouched={() => setDirty(true)}
        onSubmit={(values) => onSubmit(values, release)}
      />
      {question}
      {children?.(release)}
    </Page>
  );
}
