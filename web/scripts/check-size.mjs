// Fails when the first load (entry, what it imports at once, its styles, one language) is over 250 KB gzipped.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 250 * 1024;
const root = new URL('../../heyi/static/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', root), 'utf8'));

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.css ?? []).forEach((file) => files.add(file));
  (chunk.imports ?? []).forEach(visit);
};
visit(entry);
for (const key of Object.keys(manifest)) if (/messages\/zh$|locale\.zh/.test(key)) visit(key);

const size = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, root))).length, 0);
const shown = `first load ${(size / 1024).toFixed(0)} KB gzipped in ${files.size} files, limit ${LIMIT / 1024} KB`;
if (size > LIMIT) {
  process.stderr.write(`${shown}\n`);
  process.exit(1);
}
process.stdout.write(`${shown}\n`);
