import { AppError } from '../../platform/errors.ts';
import { organisationsOn, sponsorsOn } from '../people/index.ts';
import type { EditCall } from './edit-breakdown.ts';

/** Refuses organisations and sponsors that the city does not have today. Throws INPUT_INVALID. */
export async function checkNames(
  { tx, actor, clock }: EditCall,
  names: { leads?: string[] | undefined; supports?: string[] | undefined; sponsorId?: string | null | undefined },
): Promise<void> {
  const wanted = [...(names.leads ?? []), ...(names.supports ?? [])];
  if (wanted.length > 0) {
    const known = new Set((await organisationsOn(tx, actor.tenantId, clock.today())).map((one) => one.id));
    const unknown = wanted.filter((id) => !known.has(id));
    if (unknown.length > 0)
      throw new AppError('INPUT_INVALID', '所选单位不存在或已撤并，请从单位列表中重新选择。', {
        organisations: unknown,
      });
  }
  if (names.sponsorId) {
    const known = await sponsorsOn(tx, actor.tenantId, clock.today());
    if (!known.some((one) => one.id === names.sponsorId))
      throw new AppError('INPUT_INVALID', '所选牵头领导不在名单中，请重新选择。', { sponsorId: names.sponsorId });
  }
}

/** "2026-02-30" has the form of a day and is none. Throws INPUT_INVALID. */
export function checkDay(day: string | null | undefined, what: string): void {
  if (day === null || day === undefined) return;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new AppError('INPUT_INVALID', `“${what}”：没有 ${day} 这一天，请重新填写。`, { day });
}
