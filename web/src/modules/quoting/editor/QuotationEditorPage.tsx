import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRecord, useRecordPage } from '../../../api/records';
import { today } from '../../../kit/dates';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useOrderProposal } from '../../crm/api';
import { SaleEditor, type SaleEditorProps } from '../../sales/editor/SaleEditor';
import { useChangeQuotation, useCreateQuotation, useQuotation, type Quotation } from '../api';
import { QuotationHead } from './QuotationHead';
import {
  emptyQuotation,
  proposedQuotation,
  quotationDraft,
  quotationState,
  type QuotationState,
} from './quotationState';

/** Enters a quotation, or changes a version that was not sent yet. */
export default function QuotationEditorPage({ id = '' }: Partial<RecordScreenProps>) {
  const quotation = useQuotation(id);
  if (id === '') return <NewQuotation />;
  if (quotation.isError) {
    return (
      <Page title={t('web.quotation.edit')}>
        <ErrorPanel error={quotation.error} onRetry={() => void quotation.refetch()} />
      </Page>
    );
  }
  if (!quotation.data) return <SkeletonPage />;
  const value = quotation.data.value;
  if (!value.allowed_actions.includes('update')) {
    return (
      <Page title={t('web.quotation.edit')}>
        <EmptyState
          title={t('web.quotation.not_draft', { number: value.number })}
          action={<Go to={recordUrl('quotations', id)}>{t('web.quotation.open')}</Go>}
        />
      </Page>
    );
  }
  return <ExistingQuotation key={id} quotation={value} etag={quotation.data.etag} />;
}

function NewQuotation() {
  const { party, opportunity } = useSearch({ strict: false }) as { party?: string; opportunity?: string };
  const proposal = useOrderProposal(opportunity ?? '');
  const customer = useRecord('parties', party ?? '');
  const warehouses = useRecordPage('warehouses', { fields: ['name'], limit: 1 });
  const create = useCreateQuotation();
  if (proposal.isError) {
    return (
      <Page title={t('web.create.quotation')}>
        <ErrorPanel error={proposal.error} onRetry={() => void proposal.refetch()} />
      </Page>
    );
  }
  if (warehouses.isPending || (party && customer.isPending) || (opportunity && proposal.isPending))
    return <SkeletonPage />;
  const row = party ? customer.data?.value : undefined;
  const house = warehouses.data?.items[0];
  const start = (): QuotationState => {
    const begun = proposal.data ? proposedQuotation(today(), proposal.data) : emptyQuotation(today());
    return {
      ...begun,
      party: row ? { id: row.id, title: String(row.name ?? '') } : begun.party,
      warehouse: house ? { id: house.id, title: String(house.name ?? '') } : null,
    };
  };
  return (
    <QuotationEditor
      title={t('web.create.quotation')}
      draft={`quotation.new.${opportunity ?? party ?? ''}`}
      version=""
      start={start}
      back="/quotations"
      saving={create.isPending}
      error={create.error}
      onSave={(state, done) => {
        const draft = quotationDraft(state);
        if (draft) create.mutate(draft, { onSuccess: (made) => done(made.id) });
      }}
    />
  );
}

function ExistingQuotation({ quotation, etag }: { quotation: Quotation; etag: string }) {
  const [begun] = useState({ quotation, etag });
  const change = useChangeQuotation(quotation.id);
  return (
    <QuotationEditor
      title={`${t('web.quotation.edit')} ${quotation.number}`}
      draft={`quotation.${quotation.id}`}
      version={begun.etag}
      start={() => quotationState(begun.quotation)}
      back={recordUrl('quotations', quotation.id)}
      saving={change.isPending}
      error={change.error}
      onSave={(state, done) => {
        const draft = quotationDraft(state);
        if (draft) change.mutate({ draft, etag: begun.etag }, { onSuccess: () => done(quotation.id) });
      }}
    />
  );
}

const QuotationEditor = (
  props: Omit<SaleEditorProps<QuotationState>, 'path' | 'save' | 'head' | 'offers'>,
) => (
  <SaleEditor<QuotationState>
    {...props}
    path="quotations"
    save="web.quotation.save"
    offers
    head={(head) => <QuotationHead {...head} />}
  />
);
