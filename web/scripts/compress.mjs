// Lays a gzipped copy beside every text file of the build, so that the server sends it without work of its own.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const SMALLEST = 1024;
const root = fileURLToPath(new URL('../../heyi/static', import.meta.url));

const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

for (const path of walk(root)) {
  if (!/\.(js|css|html|svg|webmanifest)$/.test(path) || statSync(path).size < SMALLEST) continue;
  writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
}
