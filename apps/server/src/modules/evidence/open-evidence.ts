import { AppError } from '../../platform/errors.ts';
import type { Files } from '../../platform/files/files.ts';
import type { FileAnswer } from '../../platform/http/answers.ts';
import type { EvidenceRow } from './keep-evidence.ts';

/** The content as an answer: pictures, films and PDF are shown, the rest is saved. Throws FILE_QUARANTINED. */
export function openEvidence(files: Files, row: EvidenceRow): FileAnswer {
  if (row.sha256 === null || row.scan === 'infected')
    throw new AppError('FILE_QUARANTINED', '这个文件里发现了病毒，内容已删除。请让上报单位重新提供。');
  if (row.scan === 'quarantine')
    throw new AppError('FILE_QUARANTINED', '这个文件正在等待病毒扫描，扫描通过后才能打开。请稍后再试。');
  return {
    fileName: row.file_name,
    // Told by the content when it came in, never by the sender.
    mediaType: row.media_type,
    body: files.openFile(row.sha256),
    bytes: row.bytes,
    inline: row.kind !== 'office',
  };
}
