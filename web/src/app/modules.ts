import type { AppModule } from '../kit/module';
import { activities } from '../modules/activities/module';
import { approvals } from '../modules/approvals/module';
import { banking } from '../modules/banking/module';
import { catalog } from '../modules/catalog/module';
import { collecting } from '../modules/collecting/module';
import { crm } from '../modules/crm/module';
import { duplicates } from '../modules/duplicates/module';
import { identity } from '../modules/identity/module';
import { invoicing } from '../modules/invoicing/module';
import { ledger } from '../modules/ledger/module';
import { notices } from '../modules/notices/module';
import { parties } from '../modules/parties/module';
import { payments } from '../modules/payments/module';
import { platform } from '../modules/platform/module';
import { purchasing } from '../modules/purchasing/module';
import { quoting } from '../modules/quoting/module';
import { sales } from '../modules/sales/module';
import { sea } from '../modules/sea/module';
import { shaping } from '../modules/shaping/module';
import { shipping } from '../modules/shipping/module';
import { stock } from '../modules/stock/module';
import { targets } from '../modules/targets/module';
import { workbench } from '../modules/workbench/module';

/** Every module of the app; a new one is added here, on purpose. */
export const modules: AppModule[] = [
  workbench,
  notices,
  approvals,
  parties,
  activities,
  sea,
  crm,
  catalog,
  quoting,
  sales,
  shipping,
  purchasing,
  targets,
  invoicing,
  payments,
  collecting,
  banking,
  stock,
  ledger,
  identity,
  duplicates,
  platform,
  shaping,
];
