import { theme as antdTheme, type ThemeConfig } from 'antd';

/** Every colour, size and shadow of the product. Nothing outside this file names one. */
export type Mode = 'light' | 'dark';
export type Density = 'compact' | 'comfortable';

interface Palette {
  canvas: string;
  surface: string;
  sunken: string;
  hover: string;
  selected: string;
  line: string;
  lineStrong: string;
  text: string;
  textSoft: string;
  textFaint: string;
  accent: string;
  accentHover: string;
  accentSoft: string;
  onAccent: string;
  link: string;
  done: string;
  doneSoft: string;
  waiting: string;
  waitingSoft: string;
  refused: string;
  refusedSoft: string;
  running: string;
  runningSoft: string;
  draft: string;
  draftSoft: string;
  shadow: string;
  /** White in the dark too: for ink. */
  paper: string;
}

const light: Palette = {
  canvas: '#f5f6f7',
  surface: '#ffffff',
  sunken: '#f8f9fa',
  hover: '#f1f4f4',
  selected: '#e6f2f0',
  line: '#e4e7e9',
  lineStrong: '#cdd3d6',
  text: '#1a2023',
  textSoft: '#525c63',
  textFaint: '#667078',
  accent: '#0f766e',
  accentHover: '#0b5e58',
  accentSoft: '#e6f2f0',
  onAccent: '#ffffff',
  link: '#0f766e',
  done: '#15703a',
  doneSoft: '#e6f4ea',
  waiting: '#8f5006',
  waitingSoft: '#fcf1df',
  refused: '#b02a1d',
  refusedSoft: '#fcebe9',
  running: '#1c58b3',
  runningSoft: '#e8f0fb',
  draft: '#525c63',
  draftSoft: '#eceff1',
  shadow: '0 6px 24px rgba(16, 24, 28, 0.12), 0 1px 3px rgba(16, 24, 28, 0.08)',
  paper: '#ffffff',
};

const dark: Palette = {
  canvas: '#111416',
  surface: '#181c1f',
  sunken: '#14181a',
  hover: '#1f2528',
  selected: '#17302e',
  line: '#2a3135',
  lineStrong: '#3d464b',
  text: '#e5e9eb',
  textSoft: '#aab3b9',
  textFaint: '#8f999f',
  accent: '#0f766e',
  accentHover: '#14877e',
  accentSoft: '#17302e',
  onAccent: '#ffffff',
  link: '#4fc3b7',
  done: '#63c98a',
  doneSoft: '#17301f',
  waiting: '#e0a458',
  waitingSoft: '#33270f',
  refused: '#f0877b',
  refusedSoft: '#3a1d1a',
  running: '#7fb0f2',
  runningSoft: '#182a42',
  draft: '#aab3b9',
  draftSoft: '#272e32',
  shadow: '0 8px 28px rgba(0, 0, 0, 0.55), 0 1px 3px rgba(0, 0, 0, 0.4)',
  paper: '#ffffff',
};

export const palettes: Record<Mode, Palette> = { light, dark };

const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

const sizes = {
  radius: 6,
  font: 14,
  fontSmall: 13,
  fontTiny: 12,
  control: 32,
  controlSmall: 26,
  row: { compact: 36, comfortable: 44 },
} as const;

export const rowHeight = (density: Density): number => sizes.row[density];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Hands the same tokens to the style sheets: `var(--accent)`, `var(--row)` ... */
export function applyTokens(mode: Mode, density: Density): void {
  const root = document.documentElement;
  for (const [name, value] of Object.entries(palettes[mode]))
    root.style.setProperty(`--${kebab(name)}`, value);
  root.style.setProperty('--row', `${rowHeight(density)}px`);
  root.style.setProperty('--radius', `${sizes.radius}px`);
  root.style.setProperty('--font', fontFamily);
  root.style.setProperty('--text-base', `${sizes.font}px`);
  root.style.setProperty('--text-small', `${sizes.fontSmall}px`);
  root.style.setProperty('--text-tiny', `${sizes.fontTiny}px`);
  root.style.colorScheme = mode;
  root.dataset.mode = mode;
}

/** The same tokens, in the words of Ant Design. */
export function antdConfig(mode: Mode): ThemeConfig {
  const c = palettes[mode];
  return {
    hashed: false,
    algorithm: mode === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      colorPrimary: c.accent,
      colorPrimaryHover: c.accentHover,
      colorLink: c.link,
      colorLinkHover: c.link,
      colorInfo: c.running,
      colorSuccess: c.done,
      colorWarning: c.waiting,
      colorError: c.refused,
      colorText: c.text,
      colorTextSecondary: c.textSoft,
      colorTextTertiary: c.textFaint,
      colorTextDescription: c.textSoft,
      colorTextPlaceholder: c.textFaint,
      colorBgLayout: c.canvas,
      colorBgContainer: c.surface,
      colorBgElevated: c.surface,
      colorBorder: c.lineStrong,
      colorBorderSecondary: c.line,
      controlItemBgHover: c.hover,
      controlItemBgActive: c.selected,
      controlItemBgActiveHover: c.selected,
      controlOutline: c.accentSoft,
      boxShadow: c.shadow,
      boxShadowSecondary: c.shadow,
      borderRadius: sizes.radius,
      borderRadiusLG: sizes.radius,
      borderRadiusSM: 4,
      fontFamily,
      fontSize: sizes.font,
      controlHeight: sizes.control,
      controlHeightSM: sizes.controlSmall,
      wireframe: false,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Select: { optionSelectedBg: c.selected },
      Modal: { titleFontSize: 16 },
      Tabs: {
        itemSelectedColor: c.link,
        itemHoverColor: c.link,
        itemActiveColor: c.link,
        inkBarColor: c.link,
      },
    },
  };
}
