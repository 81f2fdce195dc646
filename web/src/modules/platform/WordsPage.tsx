import { useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t, useLanguage, type Language } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { useDebounced } from '../../kit/useDebounced';
import { wordPlace } from './wordPlace';
import { useChangeWords, useFoundWords, type Word } from './words';

const LANGUAGES: Language[] = ['zh-CN', 'en'];
const PAUSE_MS = 200;

interface Asked {
  q?: string;
  own?: boolean;
  language?: Language;
}

/** What things are called in this company. The address holds what is looked for: a new word draws everything anew. */
export default function WordsPage() {
  const shown = useLanguage();
  const { q = '', own = false, language = shown } = useSearch({ strict: false }) as Asked;
  const go = useGo();
  const found = useFoundWords(language, useDebounced(q, PAUSE_MS), own);
  const ask = (change: Asked): void =>
    go('/words', { search: { q, own, language, ...change }, replace: true });
  return (
    <Page title={t('web.nav.words')}>
      <Section
        title={t('web.words.title')}
        flush
        extra={
          <>
            <Input.Search
              allowClear
              size="small"
              style={{ width: 220 }}
              aria-label={t('web.words.search')}
              placeholder={t('web.words.search')}
              value={q}
              onChange={(event) => ask({ q: event.target.value })}
            />{' '}
            <Select<Language>
              size="small"
              aria-label={t('web.language')}
              value={language}
              onChange={(chosen) => ask({ language: chosen })}
              options={LANGUAGES.map((value) => ({
                value,
                label: t(value === 'en' ? 'web.words.language.en' : 'web.words.language.zh'),
              }))}
            />{' '}
            <Checkbox checked={own} onChange={(event) => ask({ own: event.target.checked })}>
              {t('web.words.only_own')}
            </Checkbox>
          </>
        }
      >
        {found.isPending ? <SkeletonRows rows={10} columns={3} /> : null}
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data?.words.length === 0 ? (
          <EmptyState small title={t('web.words.none')} why={t('web.words.why')} />
        ) : null}
        {found.data && found.data.words.length > 0 ? (
          <SimpleTable<Word>
            label={t('web.nav.words')}
            columns={[
              { key: 'first', title: t('web.words.original'), cell: (word) => word.original },
              {
                key: 'own',
                title: t('web.words.own'),
                cell: (word) => (
                  <OwnWord
                    key={`${word.key} ${word.own ?? ''}`}
                    word={word}
                    language={language}
                    version={found.data.version}
                  />
                ),
              },
              {
                key: 'key',
                title: t('web.words.where'),
                cell: (word) => (
                  <span className="soft" title={word.key}>
                    {wordPlace(word.key)}
                  </span>
                ),
              },
            ]}
            rows={found.data.words}
            rowKey={(word) => word.key}
          />
        ) : null}
        {found.data?.more ? <p className="soft">{t('web.words.more')}</p> : null}
      </Section>
    </Page>
  );
}

function OwnWord({ word, language, version }: { word: Word; language: Language; version: number }) {
  const [text, setText] = useState(word.own ?? '');
  const change = useChangeWords();
  // The new word draws the page anew, so the callbacks of this row's own mutation would be lost.
  const save = (next: string | null): void =>
    void change
      .mutateAsync({ version, language, words: [{ key: word.key, text: next }] })
      .then(() => sayDone(t('web.form.saved')), sayRefused);
  const typed = text.trim();
  return (
    <span style={{ display: 'flex', gap: 8 }}>
      <Input
        size="small"
        maxLength={60}
        aria-label={t('web.words.own_of', { word: word.original })}
        placeholder={word.original}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => (typed ? save(typed) : undefined)}
      />
      <Button
        size="small"
        disabled={typed === '' || typed === word.own}
        loading={change.isPending}
        onClick={() => save(typed)}
      >
        {t('web.save')}
      </Button>
      {word.own ? (
        <Button size="small" type="link" onClick={() => save(null)}>
          {t('web.words.reset')}
        </Button>
      ) : null}
    </span>
  );
}
