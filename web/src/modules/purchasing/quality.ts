import { t } from '../../kit/i18n';

export type Quality = 'free' | 'quarantine' | 'blocked';

/** How good goods are, in words. */
export const qualityName = (quality: string): string => t(`web.lots.quality.${quality as Quality}`);
