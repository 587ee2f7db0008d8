// What is done to a server's data from the terminal: node maintain.ts backup DIR | restore DIR | doctor | audit …
import { StartRefused } from '../platform/errors.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { doctorCommand } from './commands/doctor.ts';
import { restoreCommand } from './commands/restore.ts';
import { Refusal } from './refusal.ts';

/** A command by its arguments, and the exit code in the end. What comes out goes to stdout, how far it is to stderr. */
export type Command = (args: string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  audit: auditCommand,
  backup: backupCommand,
  restore: restoreCommand,
  doctor: doctorCommand,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = COMMANDS[name];
  if (!command) throw new Refusal(`没有“${name}”这个命令。可用：${Object.keys(COMMANDS).join('、')}。`);
  process.exitCode = await command(args);
} catch (error) {
  if (error instanceof Refusal || error instanceof StartRefused) console.error(error.message);
  else {
    console.error('出了意外的错误，请把下面的内容交给维护人员：');
    console.error(error);
  }
  process.exitCode = 1;
}
