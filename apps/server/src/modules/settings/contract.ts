import { z } from 'zod';
import { ADMINISTRATORS } from '../people/contract.ts';

/** A setting as its administrator sees it. */
export const SettingRow = z.object({
  /** "accounts.password": room, dot, what. */
  name: z.string(),
  label: z.string(),
  owner: z.enum(ADMINISTRATORS),
  /** JSON Schema of the value: an object's properties carry a title, a description, bounds. */
  schema: z.record(z.string(), z.unknown()),
  value: z.unknown(),
  /** What holds without anybody setting it. */
  standard: z.unknown(),
  /** 0 while it is the standard that holds. */
  rowVersion: z.int(),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string(),
});
export type SettingRow = z.infer<typeof SettingRow>;
export const Settings = z.object({ settings: z.array(SettingRow) });

export const SettingChange = z.object({
  name: z.string(),
  /** By the setting's own schema. */
  value: z.unknown(),
  /** That of the row as it was read; 0 for the standard. */
  rowVersion: z.int().min(0),
  why: z.string().trim().min(1, '请写明理由或依据').max(200, '最多 200 个字').meta({ title: '理由' }),
});

/** details of EDIT_CONFLICT: who set it in between, to what. */
export const SettingConflict = z.object({ current: SettingRow });

/*
 GET    /api/settings          -> Settings, those that the caller's administrator role owns
 POST   /api/settings/:name    SettingChange -> SettingRow, or 409 EDIT_CONFLICT with SettingConflict
*/
