import { describe, expect, it } from 'vitest';
import { handover } from './handover';

describe('how a link gets to the invited', () => {
  it('is by mail only where one was sent', () => {
    const mail = { login: 'li@example.com', mailed: true, mail_service: true };
    expect(handover(mail)).toBe('web.users.link.mailed');
    expect(handover({ ...mail, mailed: false, mail_service: false })).toBe('web.users.link.no_mail');
  });

  it('is by hand to a phone, whatever is set up', () => {
    for (const mail_service of [true, false])
      expect(handover({ login: '+8613800138000', mailed: false, mail_service })).toBe(
        'web.users.link.by_hand',
      );
  });
});
