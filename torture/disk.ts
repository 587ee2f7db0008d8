import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIZE = '3G';
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();

/**
 * A disk that can lose its power: ext4 in a file, mounted by a loop device. What the file system has not yet been made to
 * write is in memory alone, and so not in a copy of the file. Pages come to the copy as the kernel holds them: torn
 * sectors are not simulated.
 */
export class Disk {
  readonly folder: string;
  readonly #home: string;
  readonly #image: string;

  private constructor() {
    this.#home = mkdtempSync(join(tmpdir(), 'luoshi-torture-disk-'));
    this.#image = join(this.#home, 'disk.img');
    this.folder = join(this.#home, 'mounted');
  }

  /** Null where loop devices are not permitted: not root, no such device, in most containers. */
  static make(): Disk | null {
    const disk = new Disk();
    try {
      mkdirSync(disk.folder);
      run('truncate', '-s', SIZE, disk.#image);
      run('mkfs.ext4', '-q', '-F', disk.#image);
      run('mount', '-o', 'loop', disk.#image, disk.folder);
      run('chmod', '755', disk.#home, disk.folder);
      return disk;
    } catch {
      rmSync(disk.#home, { recursive: true, force: true });
      return null;
    }
  }

  /** What would be left had the power gone just now; to be called while nobody writes (all stopped). */
  freeze(): void {
    run('cp', '--sparse=always', this.#image, join(this.#home, 'left.img'));
  }

  /** Puts what was left in the place of the disk; nobody may have it open. */
  restore(): void {
    run('umount', this.folder);
    renameSync(join(this.#home, 'left.img'), this.#image);
    run('mount', '-o', 'loop', this.#image, this.folder);
  }

  end(): void {
    try {
      run('umount', this.folder);
    } catch {
      run('umount', '-l', this.folder);
    }
    rmSync(this.#home, { recursive: true, force: true });
  }
}
