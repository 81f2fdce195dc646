import type webSentences from '../../../heyi/messages/web.json';
import type approvalSentences from '../../../heyi/messages/approvals.json';
import type approvalWebSentences from '../../../heyi/messages/web_approvals.json';
import type bankingSentences from '../../../heyi/messages/web_banking.json';
import type billSentences from '../../../heyi/messages/web_bills.json';
import type catalogSentences from '../../../heyi/messages/web_catalog.json';
import type collectingSentences from '../../../heyi/messages/web_collecting.json';
import type crmSentences from '../../../heyi/messages/web_crm.json';
import type exchangeSentences from '../../../heyi/messages/web_exchange.json';
import type activitySentences from '../../../heyi/messages/web_activities.json';
import type insightSentences from '../../../heyi/messages/web_insight.json';
import type ledgerSentences from '../../../heyi/messages/web_ledger.json';
import type listSentences from '../../../heyi/messages/web_lists.json';
import type noticeSentences from '../../../heyi/messages/web_notices.json';
import type paymentSentences from '../../../heyi/messages/web_payments.json';
import type purchaseSentences from '../../../heyi/messages/web_purchasing.json';
import type quotingSentences from '../../../heyi/messages/web_quoting.json';
import type recordSentences from '../../../heyi/messages/web_records.json';
import type saleSentences from '../../../heyi/messages/web_sales.json';
import type shippingSentences from '../../../heyi/messages/web_shipping.json';
import type seaSentences from '../../../heyi/messages/web_sea.json';
import type settingSentences from '../../../heyi/messages/web_settings.json';
import type shapingSentences from '../../../heyi/messages/web_shaping.json';
import type stockSentences from '../../../heyi/messages/web_stock.json';
import type webhookSentences from '../../../heyi/messages/web_webhooks.json';
import { createStore, useStore } from './store';

export type Language = 'zh-CN' | 'en';
export type MessageKey =
  | keyof typeof webSentences
  | keyof typeof approvalSentences
  | keyof typeof approvalWebSentences
  | keyof typeof bankingSentences
  | keyof typeof billSentences
  | keyof typeof catalogSentences
  | keyof typeof collectingSentences
  | keyof typeof crmSentences
  | keyof typeof exchangeSentences
  | keyof typeof activitySentences
  | keyof typeof insightSentences
  | keyof typeof ledgerSentences
  | keyof typeof listSentences
  | keyof typeof noticeSentences
  | keyof typeof paymentSentences
  | keyof typeof purchaseSentences
  | keyof typeof quotingSentences
  | keyof typeof saleSentences
  | keyof typeof recordSentences
  | keyof typeof settingSentences
  | keyof typeof seaSentences
  | keyof typeof shapingSentences
  | keyof typeof shippingSentences
  | keyof typeof stockSentences
  | keyof typeof webhookSentences;
export type Params = Record<string, string | number>;

const KEPT = 'heyi.language';
let sentences: Record<string, string> = {};
let own: { language: string; words: Record<string, string> } = { language: '', words: {} };
/** What the company calls the records, fields and choices it made itself; comes with the metadata. */
let made: Record<string, string> = {};
const changes = createStore(0);

const guess = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
const kept = createStore<Language | null>(null, KEPT);
const active = createStore<Language>(kept.get() ?? guess());

const load = {
  'zh-CN': () => import('virtual:messages/zh'),
  en: () => import('virtual:messages/en'),
};

const loadPages = {
  'zh-CN': () => import('virtual:messages/zh/pages'),
  en: () => import('virtual:messages/en/pages'),
};
let pages: Promise<void> | undefined;

/** Resolves once the sentences of single pages are here too; a page waits for it before it is shown. */
export const pageSentences = async (): Promise<void> => pages;

/** Loads the sentences of a language and shows them everywhere; those of pages follow. */
export async function showLanguage(language: Language): Promise<void> {
  const begun = pages !== undefined;
  sentences = (await load[language]()).default;
  pages = loadPages[language]().then((found) => {
    sentences = { ...sentences, ...found.default };
  });
  // A page that is open already speaks the other language at once and whole.
  if (begun) await pages;
  document.documentElement.lang = language;
  active.set(language);
}

/** The person's choice: shown now and kept for the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  kept.set(language);
  await showLanguage(language);
}

/** What the account says counts only while the person has chosen nothing in this browser. */
export async function suggestLanguage(language: string | undefined): Promise<void> {
  const known = language === 'en' || language === 'zh-CN' ? language : null;
  if (known && kept.get() === null && known !== active.get()) await showLanguage(known);
}

export const language = (): Language => active.get();
export const useLanguage = (): Language => useStore(active);

/**
 * Lays a company's own words over the sentences of a language. `quietly` before anything is shown; afterwards
 * everything on the screen is drawn anew when a word differs.
 */
export function overlay(language: string, words: Record<string, string>, quietly = false): void {
  const isSame = own.language === language && JSON.stringify(own.words) === JSON.stringify(words);
  if (isSame) return;
  const isShown =
    language === active.get() && (Object.keys(own.words).length > 0 || Object.keys(words).length > 0);
  own = { language, words };
  if (isShown && !quietly) changes.set((times) => times + 1);
}

/** Rises whenever words on the screen are called otherwise. */
export const useWordChanges = (): number => useStore(changes);

/** Takes the words of the company's own records, fields and choices. */
export function learnWords(told: Record<string, string> | undefined): void {
  made = told ?? {};
}

function find(key: string): string | undefined {
  return (own.language === active.get() ? own.words[key] : undefined) ?? made[key] ?? sentences[key];
}

function fill(sentence: string, params?: Params): string {
  if (!params) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** A sentence of the browser app. The key is checked by the compiler. */
export function t(key: MessageKey, params?: Params): string {
  return fill(find(key) ?? key, params);
}

/** A sentence named by the server (labels of records, fields and choices). An unknown key shows as it is. */
export function tx(key: string | null | undefined, params?: Params): string {
  if (!key) return '';
  return fill(find(key) ?? key, params);
}

/** One record of a kind, in the singular: a sales order. */
export const oneOf = (record: string): string =>
  hasSentence(`web.one.${record}`) ? tx(`web.one.${record}`) : tx(`record.${record}`);

export const hasSentence = (key: string): boolean => find(key) !== undefined;
