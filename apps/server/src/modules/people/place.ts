import { organisationsOn } from './queries.ts';
import { PLACE } from './state.ts';
import { changeState, findOrganisation, type StructureCall } from './structure.ts';

/**
 * A place in official order on a day: right after an organisation, or at the end. Where there is no room between two, those
 * behind move on from that day.
 */
export async function placeAfter(call: StructureCall, afterId: string | null, on: string): Promise<number> {
  const rows = await organisationsOn(call.tx, call.tenantId, on);
  const at = afterId === null ? rows.length - 1 : rows.findIndex((row) => row.id === afterId);
  const before = rows[at]?.position ?? 0;
  const next = rows[at + 1]?.position;
  if (next === undefined) return before + PLACE;
  if (next - before > 1) return Math.floor((before + next) / 2);
  let taken = before + 1;
  for (const row of rows.slice(at + 1)) {
    if (row.position > taken) break;
    taken += 1;
    await changeState(call, await findOrganisation(call.tx, call.tenantId, row.id), on, { position: taken });
  }
  return before + 1;
}
