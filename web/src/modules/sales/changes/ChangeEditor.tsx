import { t } from '../../../kit/i18n';
import { SaleEditor, type SaleEditorProps } from '../editor/SaleEditor';
import { ChangeHead } from './ChangeHead';
import { changeWish, hasReason, type ChangeState } from './changeState';
import type { ChangeWish } from './changes';

interface ChangeEditorProps extends Pick<
  SaleEditorProps<ChangeState>,
  'draft' | 'version' | 'start' | 'back' | 'saving' | 'error'
> {
  order: { id: string; title: string };
  onWish: (wish: ChangeWish, done: (id: string) => void) => void;
}

/** What is wanted in place of a promised order, written in the editor of orders. */
export const ChangeEditor = ({ order, onWish, ...props }: ChangeEditorProps) => (
  <SaleEditor<ChangeState>
    {...props}
    title={`${t('web.change.edit')} ${order.title}`}
    path="sales-order-changes"
    save="web.change.save"
    promised={order.id}
    isWhole={hasReason}
    head={(head) => <ChangeHead {...head} />}
    onSave={(state, done) => {
      const wish = changeWish(state);
      if (wish) onWish(wish, done);
    }}
  />
);
