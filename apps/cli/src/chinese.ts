import type { CommanderError } from 'commander';

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** The help's headings in Chinese. */
export function titles(title: string): string {
  return TITLES[title] ?? title;
}

/** What commander has to object, in Chinese, with what to do. */
export function explain(error: CommanderError): string {
  const named = /'([^']*)'/u.exec(error.message)?.[1] ?? '';
  const help = '运行 luoshi decompose --help 查看用法。';
  switch (error.code) {
    case 'commander.unknownOption':
      return `没有“${named}”这个选项。${help}`;
    case 'commander.unknownCommand':
    case 'commander.excessArguments':
      return `参数太多，或没有这个命令：${process.argv.slice(2).join(' ')}。运行 luoshi --help 查看全部命令。`;
    case 'commander.missingArgument':
      return `缺少文件：请写上要分解的报告，例如 luoshi decompose 政府工作报告.docx。${help}`;
    case 'commander.optionMissingArgument':
      return `选项“${named}”后面缺少内容。${help}`;
    case 'commander.conflictingOption':
      return `这些选项不能一起用：--json、--text 各自单独使用，--xlsx 和 --docx 可以一起用。${help}`;
    default:
      return error.message;
  }
}
