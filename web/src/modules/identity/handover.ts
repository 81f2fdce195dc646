import type { MessageKey } from '../../kit/i18n';
import type { InvitationMade } from './api';

/** What whoever invites must do: nothing, or hand the link over, because no mail reaches the person. */
export const handover = (made: Pick<InvitationMade, 'login' | 'mailed' | 'mail_service'>): MessageKey => {
  if (made.mailed) return 'web.users.link.mailed';
  return made.login.includes('@') && !made.mail_service ? 'web.users.link.no_mail' : 'web.users.link.by_hand';
};
