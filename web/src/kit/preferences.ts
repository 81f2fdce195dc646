import { createStore, useStore } from './store';
import { applyTokens, type Density, type Mode } from './theme';

export type ModeChoice = Mode | 'system';

export interface Preferences {
  mode: ModeChoice;
  density: Density;
  columnFolded: boolean;
}

export const preferences = createStore<Preferences>(
  { mode: 'system', density: 'compact', columnFolded: false },
  'heyi.preferences',
);

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

export const activeMode = (choice: ModeChoice): Mode =>
  choice === 'system' ? (darkSystem.matches ? 'dark' : 'light') : choice;

const systemMode = createStore<Mode>(darkSystem.matches ? 'dark' : 'light');

/** Puts the chosen look on the page, and follows the system while the choice is "system". */
export function startPreferences(): void {
  const apply = (): void => applyTokens(activeMode(preferences.get().mode), preferences.get().density);
  preferences.subscribe(apply);
  darkSystem.addEventListener('change', () => {
    systemMode.set(darkSystem.matches ? 'dark' : 'light');
    apply();
  });
  apply();
}

export const usePreferences = (): Preferences => useStore(preferences);

export function useMode(): Mode {
  const choice = usePreferences().mode;
  const system = useStore(systemMode);
  return choice === 'system' ? system : choice;
}
