// Fetches the pinned Web Chat package, checks its integrity, and lays the one bundle we serve, compressed, into a folder.
// Usage: node WebChat.mjs FOLDER        (see WebChat.targets)
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

const pin = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'WebChat.json'), 'utf8'));
const folder = resolve(process.argv[2]);

/** The files of a tar archive by name; enough of the format for what npm packs. */
function* files(tar) {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const field = (from, length) => tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(field(124, 12), 8);
    const prefix = field(345, 155);
    yield [prefix ? `${prefix}/${field(0, 100)}` : field(0, 100), tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function fetchPackage(work) {
  const windows = process.platform === 'win32';
  execFileSync(windows ? 'npm.cmd' : 'npm',
    ['pack', `${pin.package}@${pin.version}`, '--pack-destination', work, '--ignore-scripts', '--silent', '--prefer-offline', '--fetch-retries=1', '--fetch-timeout=60000'],
    // Outside of any project, so that no package.json or .npmrc of a parent folder has a say.
    { cwd: work, stdio: ['ignore', 'ignore', 'inherit'], shell: windows, timeout: 110_000 });
  return readFileSync(join(work, readdirSync(work).find(name => name.endsWith('.tgz'))));
}

function extract(archive) {
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (integrity !== pin.integrity) throw new Error(`${pin.package}@${pin.version} is not the pinned package: ${integrity}`);
  const wanted = new Map([[pin.bundle, null], [pin.licence, null]]);
  for (const [name, bytes] of files(gunzipSync(archive))) if (wanted.has(name)) wanted.set(name, bytes);
  for (const [name, bytes] of wanted) if (!bytes) throw new Error(`${name} is not in the package`);
  return [...wanted.values()];
}

// Everything is made in a folder of its own and moved into place file by file, the one that the build looks for last: builds
// that run at the same time write the same bytes, and none sees half a file.
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(folder, '.fetch-'));
try {
  const [bundle, licence] = extract(fetchPackage(work));
  const outputs = [
    ['webchat.js.LICENSE.txt', licence],
    ['webchat.js.br', brotliCompressSync(bundle, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length } })],
    ['webchat.js.gz', gzipSync(bundle, { level: 9 })]
  ];
  for (const [name, bytes] of outputs) {
    writeFileSync(join(work, name), bytes);
    renameSync(join(work, name), join(folder, name));
  }
} catch (error) {
  console.error(error.message.split('\n')[0]);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
