/** What becomes of evidence after it was handed in; handing it in is told by the room that it is for. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';
import { Scan } from './contract.ts';

export const evidenceScanned = eventType({
  name: 'evidence.scanned',
  label: '病毒扫描',
  subject: 'evidence',
  data: z.object({
    scan: Scan.meta({
      title: '扫描结果',
      words: { clean: '未发现病毒', none: '未扫描', quarantine: '等待扫描', infected: '发现病毒，内容已删除' },
    }),
  }),
});
