import { Input } from 'antd';
import { useMemo, useState } from 'react';
import { useOpenApi, type OpenApi } from '../../api/openapi';
import { useMeta } from '../../api/records';
import { CopyBox } from '../../kit/CopyBox';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useDebounced } from '../../kit/useDebounced';
import styles from './ApiDocsPage.module.css';
import * as examples from './apiExamples';
import { curlOf, groupsOf, isFound, placesOf, type Place, type Route } from './apiReference';

const PAUSE_MS = 150;
const here = (text: string): string => text.replaceAll('{origin}', window.location.origin);

/** How programs talk to Heyi: the rules once, then every route as the server itself describes it. */
export default function ApiDocsPage() {
  return (
    <Page title={t('web.nav.api_docs')} scrolls>
      <div className={styles.page}>
        <Rules />
        <Reference />
      </div>
    </Page>
  );
}

function Rules() {
  return (
    <>
      <Section title={t('web.api_docs.key')} extra={<Go to="/api-keys">{t('web.nav.api_keys')}</Go>}>
        <p>{t('web.api_docs.key.text')}</p>
        <CopyBox text={here(examples.KEY_EXAMPLE)} />
      </Section>
      <Section title={t('web.api_docs.idempotency')}>
        <p>{t('web.api_docs.idempotency.text')}</p>
        <CopyBox text={here(examples.IDEMPOTENCY_EXAMPLE)} />
      </Section>
      <Section title={t('web.api_docs.version')}>
        <p>{t('web.api_docs.version.text')}</p>
        <CopyBox text={here(examples.VERSION_EXAMPLE)} />
      </Section>
      <Section title={t('web.api_docs.filter')}>
        <p>{t('web.api_docs.filter.text')}</p>
        <CopyBox text={examples.FILTER_EXAMPLE} />
        <p>{t('web.api_docs.filter.operators')}</p>
        <CopyBox text={here(examples.FILTER_CURL)} />
      </Section>
      <Section title={t('web.api_docs.paging')}>
        <p>{t('web.api_docs.paging.text')}</p>
        <CopyBox text={here(examples.PAGING_EXAMPLE)} />
      </Section>
      <Section title={t('web.api_docs.errors')}>
        <p>{t('web.api_docs.errors.text')}</p>
        <CopyBox text={examples.ERROR_EXAMPLE} />
      </Section>
      <Section title={t('web.api_docs.rates')}>
        <p>{t('web.api_docs.rates.text')}</p>
        <CopyBox text={examples.RATE_EXAMPLE} />
      </Section>
      <Section title={t('web.api_docs.webhooks')} extra={<Go to="/webhooks">{t('web.nav.webhooks')}</Go>}>
        <p>{t('web.api_docs.webhooks.text')}</p>
        <h3>Python</h3>
        <CopyBox text={examples.PYTHON_CHECK} />
        <h3>JavaScript</h3>
        <CopyBox text={examples.JAVASCRIPT_CHECK} />
      </Section>
    </>
  );
}

function Reference() {
  const description = useOpenApi();
  const [words, setWords] = useState('');
  const settled = useDebounced(words, PAUSE_MS);
  return (
    <Section title={t('web.api_docs.reference')} extra={<a href="/api/openapi.json">openapi.json</a>}>
      <Input.Search
        allowClear
        aria-label={t('web.api_docs.search')}
        placeholder={t('web.api_docs.search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {description.isPending ? <SkeletonRows rows={10} columns={3} /> : null}
      {description.isError ? (
        <ErrorPanel error={description.error} onRetry={() => void description.refetch()} />
      ) : null}
      {description.data ? <Groups api={description.data} words={settled} /> : null}
    </Section>
  );
}

function Groups({ api, words }: { api: OpenApi; words: string }) {
  const { records } = useMeta();
  const groups = useMemo(() => groupsOf(api, records), [api, records]);
  const found = useMemo(
    () =>
      groups
        .map((group) => ({ ...group, routes: group.routes.filter((route) => isFound(api, route, words)) }))
        .filter((group) => group.routes.length > 0),
    [api, groups, words],
  );
  if (found.length === 0) return <p className="soft">{t('web.search.none', { words })}</p>;
  return found.map((group) => (
    <section key={group.key} className={styles.group}>
      <h3>
        {group.label ? tx(group.label) : group.key} <code className="soft">{`/api/${group.key}`}</code>
      </h3>
      {group.routes.map((route) => (
        <OneRoute key={route.key} api={api} route={route} />
      ))}
    </section>
  ));
}

/** One operation; what it takes is drawn when somebody opens it. */
function OneRoute({ api, route }: { api: OpenApi; route: Route }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.route} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code className={styles.method}>{route.method}</code> <code>{route.path}</code>
        <span className="soft"> {route.operation.description?.split('\n')[0]}</span>
      </summary>
      {open ? <RouteDetails api={api} route={route} /> : null}
    </details>
  );
}

function RouteDetails({ api, route }: { api: OpenApi; route: Route }) {
  const places = placesOf(api, route.operation);
  const permission = route.operation['x-permission'];
  return (
    <div className={styles.details}>
      <p className="soft">
        {t('web.api_docs.permission')} <code>{permission}</code>
      </p>
      {places.length > 0 ? (
        <SimpleTable<Place>
          label={`${route.method} ${route.path}`}
          columns={[
            { key: 'name', title: t('web.api_docs.name'), cell: (place) => <code>{place.name}</code> },
            { key: 'where', title: t('web.api_docs.where'), cell: (place) => place.where },
            { key: 'kind', title: t('web.api_docs.kind'), cell: (place) => <code>{place.kind}</code> },
            {
              key: 'required',
              title: t('web.api_docs.required'),
              cell: (place) => (place.required ? t('web.yes') : ''),
            },
            { key: 'note', title: t('web.api_docs.note'), cell: (place) => place.note },
          ]}
          rows={places}
          rowKey={(place) => `${place.where} ${place.name}`}
        />
      ) : null}
      <CopyBox text={curlOf(api, route, window.location.origin)} />
    </div>
  );
}
