import type { ComponentType, LazyExoticComponent } from 'react';
import type { Condition, RecordVerb } from '../api/types';
import type { MessageKey } from './i18n';

export type AreaKey =
  | 'workbench'
  | 'customers'
  | 'sales'
  | 'purchasing'
  | 'stock'
  | 'production'
  | 'finance'
  | 'people'
  | 'insight'
  | 'settings';

/** What must hold for a person to see an entry: a right on a record's path, or a permission by name. */
export interface Needs {
  record?: string;
  verb?: RecordVerb;
  permission?: string;
}

/** A ready view under a list: the same list with a filter in its URL. */
export interface NavView {
  label: MessageKey;
  filter: Condition;
  sort?: string;
}

export interface NavEntry extends Needs {
  area: AreaKey;
  order: number;
  label: MessageKey;
  to: string;
  group?: MessageKey;
  /** Other addresses that belong here: details without an entry of their own. */
  also?: string[];
  /** What the list opens with; without it, with everything. */
  opens?: Condition;
  views?: NavView[];
}

export interface QuickCreate extends Needs {
  order: number;
  label: MessageKey;
  to: string;
}

type Lazy<Props> = LazyExoticComponent<ComponentType<Props>>;

export interface ListScreenProps {
  path: string;
  /** The person may make a new one here, by the record's own screen or the generic form. */
  mayCreate?: boolean;
}

export interface RecordScreenProps {
  path: string;
  id: string;
}

/** Screens of one record path that are better than the generic ones. */
export interface Screens {
  list?: Lazy<ListScreenProps>;
  record?: Lazy<RecordScreenProps>;
  create?: Lazy<ListScreenProps>;
  /** The permission behind `create`, where making one is a verb and no plain record action. */
  createNeeds?: string;
  edit?: Lazy<RecordScreenProps>;
}

export interface AppPage {
  path: string;
  component: Lazy<object>;
}

/** What one module brings to the app: places in the navigation, own screens, own pages. */
export interface AppModule {
  name: string;
  entries?: NavEntry[];
  creates?: QuickCreate[];
  screens?: Record<string, Screens>;
  pages?: AppPage[];
}
