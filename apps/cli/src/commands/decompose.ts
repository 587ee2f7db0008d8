import { type Command, Option } from 'commander';
import { Refusal } from '../refusal.ts';

export interface DecomposeFlags {
  city?: string;
  year?: number;
  json?: true;
  text?: true;
  xlsx?: string;
  docx?: string;
}

/** `luoshi decompose FILE`: a report into its sentences, figures and tasks, without a server. */
export function addDecompose(luoshi: Command): void {
  luoshi
    .command('decompose')
    .description('分解一份政府工作报告（.docx、带文字的 .pdf、.txt、.html），不需要启动服务')
    .argument('<文件>', '报告文件')
    .option('--city <代码>', '城市数据包，例如 630200；用它的单位名称建议牵头单位')
    .addOption(new Option('--year <年份>', '计划年份；报告里没有写明时使用').argParser(year))
    .addOption(new Option('--json', '输出全部结果（JSON）').conflicts(['text', 'xlsx', 'docx']))
    .addOption(new Option('--text', '只输出读到的文字；结果中的位置都以它为准').conflicts(['json', 'xlsx', 'docx']))
    .option('--xlsx <文件>', '把重点任务分解表和数据项写入 Excel 文件')
    .option('--docx <文件>', '把任务分工方案写入 Word 文件（公文格式）')
    .helpOption('-h, --help', '显示帮助')
    .action(async (file: string, flags: DecomposeFlags) => {
      // Loaded only now, so that help and mistakes answer at once.
      const { decomposeFile } = await import('../decompose/decompose-file.ts');
      await decomposeFile(file, flags);
    });
}

function year(value: string): number {
  const number = Number(value);
  if (!/^\d{4}$/u.test(value) || number < 1990 || number > 2100) {
    throw new Refusal(`年份“${value}”不对：请写四位数字，例如 --year 2026。`);
  }
  return number;
}
