import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { SignedCheckpoint } from './checkpoint-text.ts';
import { type CheckpointSource, Examination, type Findings } from './examination.ts';
import { allCheckpoints, linksAfter, type Verifying } from './verify-record.ts';

const RECORD = 'record.jsonl';

const Head = z.object({ kind: z.literal('record'), format: z.literal(1), city: z.string(), publicKey: z.string() });
const CheckpointLine = SignedCheckpoint.extend({ kind: z.literal('checkpoint') });
const Recorded = z.object({
  tenant_id: z.string(),
  id: z.string(),
  at: z.number(),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
  actor_post_id: z.string().nullable(),
  actor_organisation_id: z.string().nullable(),
  via: z.string().nullable(),
  actor_personal: z.string().nullable(),
  operation: z.string(),
  subject_kind: z.string(),
  subject_id: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  why: z.string(),
});
const EventLine = z.object({
  kind: z.literal('event'),
  position: z.int(),
  event_id: z.string(),
  digest: z.string(),
  hash: z.string(),
  linked_at: z.coerce.date(),
  own: z.string().nullable(),
  event: Recorded.nullable(),
});

/**
 * Writes the record as lines of JSON: the city with its public key, the checkpoints, then every event with its link, as
 * they are stored (what is personal stays sealed). On disk when it returns; says how many events, and the file's SHA-256.
 */
export async function writeRecord(of: Verifying, path: string): Promise<{ events: number; sha256: string }> {
  const file = await open(path, 'w', 0o600);
  const hash = createHash('sha256');
  const write = async (lines: readonly object[]) => {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    hash.update(text);
    await file.writeFile(text);
  };
  try {
    await write([{ kind: 'record', format: 1, city: of.tenantId, publicKey: of.publicKey }]);
    await write((await allCheckpoints(of)).map((checkpoint) => ({ kind: 'checkpoint', ...checkpoint })));
    let last = 0;
    let events = 0;
    for (;;) {
      const links = await linksAfter(of, last);
      await write(
        links.map(({ event, ...link }) => ({ kind: 'event', ...link, event: event && Recorded.parse(event) })),
      );
      events += links.length;
      last = links.at(-1)?.position ?? last;
      if (links.length === 0) break;
    }
    await file.sync();
    return { events, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** The same into a folder, with the public key, the checkpoints and how to check it, for whoever examines it elsewhere. */
export async function exportRecord(of: Verifying, folder: string): Promise<{ events: number; sha256: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const written = await writeRecord(of, join(folder, RECORD));
  const checkpoints = (await allCheckpoints(of)).map((checkpoint) => `${JSON.stringify(checkpoint)}\n`);
  await writeFile(join(folder, 'checkpoints.jsonl'), checkpoints.join(''), { mode: 0o600 });
  await writeFile(join(folder, 'public-key.pem'), of.publicKey);
  await writeFile(join(folder, 'README.txt'), README);
  return written;
}

/** Verifies an export, a folder or its file, without any database. Throws where it is none. */
export async function verifyExport(path: string, kept: readonly CheckpointSource[] = []): Promise<Findings> {
  const file = (await stat(path)).isDirectory() ? join(path, RECORD) : path;
  let head: z.infer<typeof Head> | null = null;
  let examination: Examination | null = null;
  const checkpoints: SignedCheckpoint[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    const value: unknown = JSON.parse(line);
    if (!head) head = Head.parse(value);
    else if (!examination && CheckpointLine.safeParse(value).success) checkpoints.push(SignedCheckpoint.parse(value));
    else {
      examination ??= new Examination(head.publicKey, [{ name: '导出文件', checkpoints }, ...kept]);
      examination.link(EventLine.parse(value));
    }
  }
  if (!head) throw new Error('empty');
  return (examination ?? new Examination(head.publicKey, [{ name: '导出文件', checkpoints }, ...kept])).finish();
}

const README = `留痕导出

record.jsonl       每行一个 JSON：第一行是城市和公钥，其后是检查点（kind 为 checkpoint），再后是留痕（kind 为 event），按链上的顺序。
checkpoints.jsonl  检查点，每行一个。
public-key.pem     签名所用的公钥（SM2）。

核对：在装有落实的任何一台机器上运行  luoshi audit verify --export 本目录
有另行保管的检查点文件时，加上        --checkpoints 文件

怎样自行核对
  摘要 digest = SM3(event 的各列依次为 tenant_id, id, at（微秒）, actor_id, actor_name, actor_post_id, actor_organisation_id,
              via, actor_personal, operation, subject_kind, subject_id, before, after, why 的 JSON 数组；对象的键按字典序，没有空白)
  链接 hash   = SM3(前一号的 hash、position、event_id、digest，以换行符相连)；第 1 号的前一号是 64 个 0
  检查点签名  = SM2（SM3，用户标识为空）对检查点去掉 signature 后的 JSON（键按字典序，没有空白）的签名，Base64 编码

个人信息（姓名、电话、网络地址等）在留痕中是加密的，链按密文计算；注销某人后其密文不能再解开，核对不受影响。
`;
