import { useAccess } from '../../kit/access';
import { usePhone } from '../../kit/usePhone';
import { Composer, type ComposerProps } from './Composer';

/** Write down what was done with a customer, a lead or a deal; on a phone a button at the thumb opens it instead. */
export function FollowUpComposer(about: ComposerProps) {
  const { can } = useAccess();
  const phone = usePhone();
  return !phone && can('activities.follow_up.create') ? <Composer key={about.id} {...about} /> : null;
}
