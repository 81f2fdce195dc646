import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { ConfirmButton } from '../../../kit/ConfirmButton';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import { Page, Section } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { SimpleTable } from '../../../kit/SimpleTable';
import { sayDone } from '../../../kit/toast';
import { titleWord } from '../../../kit/titles';
import { BillingRules } from '../../invoicing/BillingRules';
import { RoundingLimit } from '../../payments/RoundingLimit';
import { usePostingRules, useEndPostingRule, type PostingRule, type RoleRules } from './api';
import styles from './Posting.module.css';
import { RuleDialog } from './RuleDialog';

const listed = (words: string[]): string => words.join(language() === 'en' ? ', ' : '、');

/** Which account each line of documents goes to; readable as a table, changed from now on. */
export default function PostingRulesPage() {
  const rules = usePostingRules();
  const { can } = useAccess();
  const may = can('ledger.books.manage');
  const [editing, setEditing] = useState<{ role: RoleRules; rule?: PostingRule }>();
  return (
    <Page title={t('web.nav.posting_rules')} scrolls>
      {can('invoicing.rules.view') ? <BillingRules changes={can('invoicing.rules.manage')} /> : null}
      {can('payments.receipt.view') ? <RoundingLimit changes={can('payments.money_account.manage')} /> : null}
      {rules.isPending ? <SkeletonRows rows={14} columns={4} /> : null}
      {rules.isError ? <ErrorPanel error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {rules.data ? (
        <Section title={t('web.posting.intro')} flush>
          <SimpleTable<RoleRules>
            label={t('web.nav.posting_rules')}
            columns={[
              { key: 'line', title: t('web.posting.line'), width: 240, cell: (role) => <Line role={role} /> },
              {
                key: 'documents',
                title: t('web.posting.documents'),
                cell: (role) => (
                  <span className="soft">{listed(role.documents.map((name) => tx(`record.${name}`)))}</span>
                ),
              },
              {
                key: 'account',
                title: t('web.posting.account'),
                cell: (role) => (
                  <div className={styles.rules}>
                    {role.rules.map((rule) => (
                      <RuleRow
                        key={rule.id}
                        role={role}
                        rule={rule}
                        onChange={may ? () => setEditing({ role, rule }) : undefined}
                        onAdd={
                          may && role.by.length > 0 && rule === role.rules[0]
                            ? () => setEditing({ role })
                            : undefined
                        }
                      />
                    ))}
                  </div>
                ),
              },
            ]}
            rows={rules.data}
            rowKey={(role) => role.role}
          />
        </Section>
      ) : null}
      {editing ? <RuleDialog {...editing} onClose={() => setEditing(undefined)} /> : null}
    </Page>
  );
}

function Line({ role }: { role: RoleRules }) {
  const by = role.by.map((one) => t(`web.posting.by.${one}`));
  return (
    <div className={styles.line}>
      <b>{tx(`posting.${role.role}`)}</b>
      {role.kept_by ? <Tag title={t('web.posting.kept.why')}>{t('web.posting.kept')}</Tag> : null}
      {by.length > 0 ? (
        <small className="soft">
          {t('web.posting.by')} {listed(by)}
        </small>
      ) : null}
    </div>
  );
}

interface RuleRowProps {
  role: RoleRules;
  rule: PostingRule;
  onChange: (() => void) | undefined;
  /** Beside the rule for all: an exception may be added. */
  onAdd: (() => void) | undefined;
}

function RuleRow({ role, rule, onChange, onAdd }: RuleRowProps) {
  const end = useEndPostingRule();
  const where = [rule.category, rule.warehouse, rule.tax_code ? titleWord('tax-rates', rule.tax_code) : null];
  const special = where.filter((one): one is string => one !== null);
  const account = `${rule.account_code} ${language() === 'en' ? rule.account_name_en : rule.account_name}`;
  return (
    <div className={styles.rule}>
      <span className={special.length > 0 ? styles.special : 'soft'}>
        {special.length > 0 ? special.join(' · ') : role.rules.length > 1 ? t('web.posting.for_all') : ''}
      </span>
      <Go to={`/account-lines/${rule.account_code}`}>{account}</Go>
      {onChange ? (
        <span className={styles.verbs}>
          <Button
            size="small"
            type="link"
            aria-label={`${t('web.posting.change')} ${tx(`posting.${role.role}`)} ${special.join(' ')}`.trim()}
            onClick={onChange}
          >
            {t('web.posting.change')}
          </Button>
          {onAdd ? (
            <Button
              size="small"
              type="link"
              aria-label={`${t('web.posting.add')} ${tx(`posting.${role.role}`)}`}
              onClick={onAdd}
            >
              {t('web.posting.add')}
            </Button>
          ) : null}
          {special.length > 0 ? (
            <ConfirmButton
              size="small"
              type="link"
              question={`${t('web.posting.end')} ${special.join(' · ')}`}
              explain={t('web.posting.end.sure')}
              confirm={t('web.posting.end')}
              command={() => end.mutateAsync(rule.id)}
              onDone={() => sayDone(t('web.posting.saved'))}
            >
              {t('web.posting.end')}
            </ConfirmButton>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}
