import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { explain, titles } from './chinese.ts';
import { addDecompose } from './commands/decompose.ts';
import { Refusal } from './refusal.ts';

/** Commands that the launcher (bin/luoshi.mjs) runs by itself; listed so that help is whole. */
const LAUNCHED = `
其他命令：
  start [--port 8080] [--data ./data]   启动服务（首次运行会安装、构建并载入演示城市）
  serve [--port 8080] [--data ./data]   启动服务，不重新构建
  backup 目录 [--with-keys]             备份数据库和文件，服务照常运行
  restore 备份目录 [--data 空目录]      恢复到内置数据库，或 DATABASE_URL 指定的空库
  doctor [--json]                       检查服务和数据，说明要做什么
  test                                  运行全部测试
  run bench | accuracy | build          运行性能测试、准确率测评、页面构建`;

function program(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const luoshi = new Command('luoshi')
    .description('落实：把政府工作报告变成一本可追踪的任务台账')
    .version(version, '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .addHelpText('after', LAUNCHED)
    .configureHelp({ styleTitle: titles })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    // Without a command there is nothing to do but to say what there is.
    .action(() => luoshi.help());
  addDecompose(luoshi);
  return luoshi;
}

// A reader that leaves early (… | head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) process.stderr.write(`${explain(error)}\n`);
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof Refusal) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`出了意外的错误，请把下面的内容交给维护人员：\n${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = 1;
  }
}
