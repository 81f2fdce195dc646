import { useParams } from '@tanstack/react-router';
import { useMeta, useRecordMeta } from '../api/records';
import { useAccess } from '../kit/access';
import type { Screens } from '../kit/module';
import { page } from '../kit/page';
import { MissingPage, NoRightPage } from './FailedPage';
import { modules } from './modules';

const ListPage = page(() => import('../kit/list/ListPage'));
const RecordPage = page(() => import('../kit/record/RecordPage'));
const FormPage = page(() => import('../kit/form/FormPage'));
const ImportPage = page(() => import('../kit/import/ImportPage'));

const screens: Record<string, Screens> = Object.assign({}, ...modules.map((module) => module.screens ?? {}));

function usePlace(): { path: string; id: string; known: boolean } {
  const { path = '', id = '' } = useParams({ strict: false }) as { path?: string; id?: string };
  const known = useMeta().records.some((record) => record.path === path) || path in screens;
  return { path, id, known };
}

export function List() {
  const { path, known } = usePlace();
  const { may, can } = useAccess();
  if (!known) return <MissingPage />;
  const own = screens[path];
  const Screen = own?.list ?? ListPage;
  const mayCreate = own?.createNeeds ? can(own.createNeeds) : may(path, 'create');
  return <Screen key={path} path={path} mayCreate={mayCreate} />;
}

export function Create() {
  const { path, known } = usePlace();
  const { may, can } = useAccess();
  const meta = useRecordMeta(path);
  if (!known) return <MissingPage />;
  const needs = screens[path]?.createNeeds;
  // What only verbs make has no form: such an address is nowhere, whatever one may.
  const made = screens[path]?.create !== undefined || meta?.creatable !== false;
  if (!made) return <MissingPage />;
  if (!(needs ? can(needs) : may(path, 'create'))) return <NoRightPage />;
  const Screen = screens[path]?.create ?? FormPage;
  return <Screen key={path} path={path} />;
}

export function Upload() {
  const { path, known } = usePlace();
  const { may } = useAccess();
  if (!known) return <MissingPage />;
  return may(path, 'import') ? <ImportPage key={path} path={path} /> : <NoRightPage />;
}

export function One() {
  const { path, id, known } = usePlace();
  if (!known) return <MissingPage />;
  const Screen = screens[path]?.record ?? RecordPage;
  return <Screen key={`${path}/${id}`} path={path} id={id} />;
}

export function Edit() {
  const { path, id, known } = usePlace();
  if (!known) return <MissingPage />;
  const Screen = screens[path]?.edit ?? FormPage;
  return <Screen key={`${path}/${id}`} path={path} id={id} />;
}
