import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DocumentError, type ReadDocument, readBytes, readDocument } from '@luoshi/documents';
import type { DecomposeFlags } from '../commands/decompose.ts';
import { print, systemReason, writeWhole } from '../output.ts';
import { Refusal } from '../refusal.ts';
import { analyse } from './analyse.ts';
import { checkReport } from './check-report.ts';

/** Reads the file, decomposes it, and prints or writes what the flags ask for. Throws Refusal for what the user can put right. */
export async function decomposeFile(file: string, flags: DecomposeFlags): Promise<void> {
  const { bytes, reading } = await read(file);
  if (flags.text) return print(reading.text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const analysis = await analyse({ text: reading.text, sha256, fileName: basename(file) }, flags);
  if (analysis.yearFromName) {
    const { year } = analysis.decomposition.report;
    process.stderr.write(`注意：报告里没有写明年份，按文件名取 ${year} 年。若不对，请用 --year 指定。\n`);
  }
  const doubt = checkReport(analysis.decomposition);
  if (flags.json) {
    // A program reads this: it gets what was found, and the doubt on the side.
    if (doubt) process.stderr.write(`注意：${doubt}\n`);
    const { formatJson } = await import('./format-json.ts');
    return print(`${formatJson(analysis)}\n`);
  }
  if (doubt) throw new Refusal(doubt);
  if (flags.xlsx || flags.docx) {
    const { breakdownDocx, breakdownXlsx } = await import('./breakdown.ts');
    if (flags.xlsx) await writeWhole(flags.xlsx, await breakdownXlsx(analysis));
    if (flags.docx) await writeWhole(flags.docx, await breakdownDocx(analysis));
    const written = [flags.xlsx, flags.docx].filter(Boolean).join('、');
    process.stderr.write(`已写入 ${written}：任务 ${analysis.decomposition.tasks.length} 项。\n`);
    return;
  }
  const { summary } = await import('./summary.ts');
  await print(summary(analysis, basename(file)));
}

async function read(file: string): Promise<{ bytes: Uint8Array; reading: ReadDocument }> {
  try {
    const bytes = await readBytes(file);
    return { bytes, reading: await readDocument(bytes, { fileName: basename(file) }) };
  } catch (error) {
    if (error instanceof DocumentError) throw new Refusal(`${file}：${error.message}`);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new Refusal(`打不开 ${file}：${systemReason(error)}请检查路径和文件名，再试一次。`);
  }
}
