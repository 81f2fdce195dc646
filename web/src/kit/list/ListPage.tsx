import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { isRich } from '../../api/lists';
import { useRecordMeta } from '../../api/records';
import type { Condition, RecordMeta } from '../../api/types';
import { EmptyState } from '../EmptyState';
import { useGo } from '../Go';
import { useHotkey } from '../hotkeys';
import { t, tx } from '../i18n';
import type { ListScreenProps } from '../module';
import { Page } from '../Page';
import { SkeletonRows } from '../Skeleton';
import { usePhone } from '../usePhone';
import { chosenColumns, columnsWord, listFields } from './columnChoice';
import { ColumnChooser } from './ColumnChooser';
import { DuplicatesLink } from './DuplicatesLink';
import { ExportMenu } from './ExportMenu';
import { FilterBar } from './FilterBar';
import { ListMode, type ModeProps } from './ListMode';
import { boardFields, calendarFields, FieldSwitch, GroupMenu, KindSwitch, viewKinds } from './ListTools';
import { seenOnly } from './conditions';
import { useListView } from './useListView';
import { hasSums, useRows } from './useRows';
import { ViewTabs } from './ViewTabs';

const Board = lazy(() => import('./board/Board'));
const Calendar = lazy(() => import('./calendar/Calendar'));

/** The list of any record, from its metadata. */
export default function ListPage({ path, mayCreate = false }: ListScreenProps) {
  const meta = useRecordMeta(path);
  if (!meta) return null;
  if (!meta.allowed.includes('list')) {
    return (
      <Page title={tx(meta.label)}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  return <RecordList meta={meta} mayCreate={mayCreate} />;
}

interface RecordListProps {
  meta: RecordMeta;
  mayCreate: boolean;
  /** Further buttons of the page's head. */
  actions?: ReactNode;
  /** Between the filters and the rows. */
  above?: ReactNode;
  /** A part of the record's rows that has a place of its own: its name, its condition, and where one is made. */
  title?: string;
  within?: Condition;
  createAt?: string;
}

export function RecordList({ meta, mayCreate, actions, above, title, within, createAt }: RecordListProps) {
  const [asked, change] = useListView();
  const view = { ...asked, filter: seenOnly(meta, asked.filter) };
  const go = useGo();
  const fields = useMemo(() => listFields(meta), [meta]);
  const choices = useMemo(() => chosenColumns(meta, view.cols), [meta, view.cols]);
  const kind = view.view && viewKinds(meta).includes(view.view) ? view.view : 'list';
  const filter = within && view.filter ? { and: [within, view.filter] } : (within ?? view.filter);
  const rows = useRows(meta, { ...view, filter }, choices, fields);
  const boardField = boardFields(meta).find((field) => field.name === view.board) ?? boardFields(meta)[0];
  const calendarField =
    calendarFields(meta).find((field) => field.name === view.calendar) ?? calendarFields(meta)[0];
  const mode: ModeProps = { meta, mayCreate, view, change, choices };
  const rich = isRich(meta);
  const phone = usePhone();

  const create = (): void => go(createAt ?? `/${meta.path}/new`);
  useHotkey('n', create, mayCreate);
  const chooser = (
    <ColumnChooser
      meta={meta}
      chosen={choices}
      totals={
        hasSums(meta, choices)
          ? { on: view.totals !== 'no', onChange: (on) => change({ totals: on ? undefined : 'no' }) }
          : null
      }
      onChange={(next) => change({ cols: next && columnsWord(next) })}
    />
  );
  const tools = (
    <>
      {rich && kind === 'list' ? <GroupMenu meta={meta} view={view} onChange={change} /> : null}
      {kind === 'board' ? (
        <FieldSwitch
          label="web.board.field"
          fields={boardFields(meta)}
          chosen={boardField}
          onChoose={(board) => change({ board })}
        />
      ) : null}
      {kind === 'calendar' ? (
        <FieldSwitch
          label="web.calendar.field"
          fields={calendarFields(meta)}
          chosen={calendarField}
          onChoose={(calendar) => change({ calendar })}
        />
      ) : null}
      {meta.allowed.includes('export') ? (
        <ExportMenu
          path={meta.path}
          query={{
            filter: rows.query.filter,
            search: rows.query.search,
            sort: view.sort,
            fields: choices
              .map((choice) => choice.field.name)
              .filter((name) => meta.fields.some((field) => field.name === name)),
          }}
        />
      ) : null}
      <DuplicatesLink meta={meta} />
      {kind === 'list' ? chooser : null}
    </>
  );
  return (
    <Page
      full
      title={title ?? tx(meta.label)}
      facts={rows.count ? <Count value={rows.count.value} exact={rows.count.exact} /> : null}
      actions={
        <>
          {meta.allowed.includes('import') ? (
            <Button icon={<UploadOutlined />} onClick={() => go(`/${meta.path}/import`)}>
              {t('web.import')}
            </Button>
          ) : null}
          {actions}
          {mayCreate ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={create}>
              {t('web.list.create', { what: title ?? tx(meta.label) })}
            </Button>
          ) : null}
        </>
      }
      bar={
        <>
          {rich ? (
            <ViewTabs
              meta={meta}
              view={view}
              onChange={change}
              extra={<KindSwitch meta={meta} view={view} onChange={change} />}
            />
          ) : null}
          <FilterBar
            fields={fields}
            rich={rich}
            view={view}
            onChange={change}
            extra={phone ? <DuplicatesLink meta={meta} /> : tools}
          />
        </>
      }
    >
      {above}
      {kind === 'list' ? <ListMode {...mode} rows={rows} /> : null}
      <Suspense fallback={<SkeletonRows rows={12} columns={5} />}>
        {kind === 'board' && boardField ? <Board {...mode} field={boardField} query={rows.query} /> : null}
        {kind === 'calendar' && calendarField ? (
          <Calendar {...mode} field={calendarField} query={rows.query} />
        ) : null}
      </Suspense>
    </Page>
  );
}

function Count({ value, exact }: { value: number; exact: boolean }) {
  const shown = new Intl.NumberFormat('en').format(value);
  return <span className="figure">{t('web.list.count', { count: exact ? shown : `${shown}+` })}</span>;
}
