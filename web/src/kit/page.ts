import { lazy } from 'react';
import { pageSentences } from './i18n';

/** A page that is loaded when it is opened, together with the sentences that pages say. */
export const page: typeof lazy = (load) =>
  lazy(async () => {
    const [found] = await Promise.all([load(), pageSentences()]);
    return found;
  });
