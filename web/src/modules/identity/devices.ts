const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/MicroMessenger/, 'WeChat'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (known: [RegExp, string][], agent: string): string | undefined =>
  known.find(([sign]) => sign.test(agent))?.[1];

/** "Chrome · Windows": what a person recognises of a browser's own words. */
export function deviceOf(agent: string): string {
  const words = [first(BROWSERS, agent), first(SYSTEMS, agent)].filter(Boolean).join(' · ');
  return words || agent.split(' ')[0] || '–';
}
