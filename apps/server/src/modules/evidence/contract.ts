import { z } from 'zod';
import { Uuid } from '../../contract.ts';

/** 图片, PDF, 办公文档, 视频: told by the content, never by the name. */
export const EvidenceKind = z.enum(['picture', 'pdf', 'office', 'video']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** What the virus scanner said: clean; none configured; waiting because it cannot be reached; infected (its content is gone). */
export const Scan = z.enum(['clean', 'none', 'quarantine', 'infected']);
export type Scan = z.infer<typeof Scan>;

/** A file handed in for something, e.g. for an item. Its content opens only where `scan` is clean or none. */
export const Evidence = z.object({
  id: Uuid,
  kind: EvidenceKind,
  fileName: z.string(),
  bytes: z.int(),
  scan: Scan,
  /** From the picture itself; null where it does not say. */
  takenAt: z.string().nullable(),
  /** Degrees; null where the picture does not say, or the city keeps no places. */
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  handedInAt: z.string(),
  handedInBy: z.string(),
  /**
   * The same file or picture was handed in before: how often, and for what the reader may see. A reason to look, no proof
   * of anything.
   */
  repeats: z.object({ count: z.int(), items: z.array(z.object({ id: Uuid, number: z.string() })) }),
});
export type Evidence = z.infer<typeof Evidence>;

/** What the city takes and keeps of evidence. */
export const EvidenceRules = z.object({
  /** keep: a photo's place is kept, in the file and beside it; strip: it is taken out of the file before it is kept. */
  places: z.enum(['keep', 'strip']).meta({ title: '照片里的拍摄位置' }),
  /** Where the virus scanner is configured and cannot be reached. */
  whenScannerUnreachable: z.enum(['refuse', 'quarantine']).meta({ title: '病毒扫描服务连不上时' }),
});

/*
 POST /api/ledgers/supervision/items/:itemId/evidence              multipart: file -> 201 Evidence
 GET  /api/ledgers/supervision/items/:itemId/evidence/:evidenceId  -> file
 GET  /api/ledgers/supervision/items/:itemId                       lists it as `evidence: Evidence[]`

 Error codes: FILE_EMPTY FILE_TOO_LARGE FILE_KIND_UNKNOWN FILE_KIND_MISMATCH FILE_DAMAGED FILE_CLASSIFIED FILE_INFECTED
 FILE_QUARANTINED SCANNER_UNREACHABLE FILE_TELLS_PLACE FILE_ENCRYPTED FILE_BOMB
*/
