// Rules of this app that no linter knows: sentences, tokens, walls between folders, length of style sheets.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const source = join(web, 'src');
const messageFolder = join(web, '..', 'heyi', 'messages');
const LONGEST = 400;
// The product's name, the names of languages, the signs of large numbers, and the headings by which tables of other
// systems are read are the same in every language.
const NAMES_AND_SIGNS = [
  'kit/Page.tsx',
  'kit/decimal.ts',
  'app/shell/PersonMenu.tsx',
  'modules/identity/PublicFrame.tsx',
  'modules/ledger/capitals.ts',
  'modules/ledger/opening/readBalances.ts',
  'modules/ledger/vouchers/readLines.ts',
  'modules/payments/opening/readDebts.ts',
];

const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

const problems = [];
const say = (path, text) => problems.push(`${relative(web, path)}: ${text}`);

const sentences = {};
for (const name of readdirSync(messageFolder).filter((file) => file.endsWith('.json'))) {
  Object.assign(sentences, JSON.parse(readFileSync(join(messageFolder, name), 'utf8')));
}

const used = new Set();
const begun = new Set();
const files = walk(source).filter((path) => !path.endsWith('schema.d.ts'));
for (const path of files) {
  const text = readFileSync(path, 'utf8');
  const place = relative(source, path);
  if (text.split('\n').length > LONGEST) say(path, `more than ${LONGEST} lines`);
  if (path.endsWith('.css')) {
    if (/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i.test(text)) say(path, 'a colour outside kit/theme.ts');
    continue;
  }
  if (
    place !== 'kit/DayPicker.tsx' &&
    /<DatePicker\s(?![^>]*\b(?:picker|showTime|maxDate))[^>]*allowClear=\{false\}/.test(text)
  )
    say(path, 'a day that must be chosen: use kit/DayPicker');
  if (!place.endsWith('theme.ts') && /['"`]#[0-9a-f]{3,8}['"`]/i.test(text))
    say(path, 'a colour outside kit/theme.ts');
  for (const [, key] of text.matchAll(/['"`](web\.[a-z0-9_.]+)['"`]/g)) {
    used.add(key);
    if (!(key in sentences) && !/problem|^web\.(offline|unexpected)$/.test(key))
      say(path, `no sentence ${key}`);
  }
  for (const [, start] of text.matchAll(/`(web\.[a-z0-9_.]*)\$\{/g)) begun.add(start);
  for (const [, target] of text.matchAll(/from '(\.[^']+)'/g)) {
    const reached = relative(source, join(path, '..', target));
    const from = place.split('/')[0];
    const to = reached.split('/')[0];
    if ((from === 'kit' || from === 'api') && (to === 'modules' || to === 'app'))
      say(path, `reaches up to ${reached}`);
    if (from === 'modules' && to === 'app') say(path, `reaches up to ${reached}`);
  }
  const spoken = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  if (/\p{Script=Han}/u.test(spoken) && !NAMES_AND_SIGNS.includes(place) && !place.endsWith('.test.ts')) {
    say(path, 'Chinese words in the code: put them into heyi/messages');
  }
}

for (const [key, { zh, en }] of Object.entries(sentences)) {
  if (!key.startsWith('web.')) continue;
  const places = (text) =>
    [...text.matchAll(/\{(\w+)\}/g)]
      .map((match) => match[1])
      .sort()
      .join();
  if (!zh || !en) problems.push(`${key}: a language is missing`);
  else if (places(zh) !== places(en)) problems.push(`${key}: the places in zh and en differ`);
  if (!used.has(key) && ![...begun].some((start) => key.startsWith(start)))
    problems.push(`${key}: nobody says it`);
}

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
process.stdout.write(`${files.length} files, ${used.size} sentences used: all there\n`);
