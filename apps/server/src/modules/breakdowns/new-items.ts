import type { NewItem } from '../ledgers/index.ts';
import { organisationsOn, sponsorsOn } from '../people/index.ts';
import { measurePhrase, measuresOf, measureView, sectionPaths, sectionsOf, sentencesOf } from '../reports/index.ts';
import type { EditCall } from './edit-breakdown.ts';
import type { Loaded } from './load-breakdown.ts';
import { type DraftState, ended, wordsAt } from './state.ts';

/** The drafts of a breakdown as the ledger takes them, in the order of the report. */
export async function newItems(call: EditCall, loaded: Loaded): Promise<NewItem[]> {
  const { tx, actor, clock } = call;
  const { state } = loaded;
  const { tenant_id, report_id } = loaded.breakdown;
  const measures = (await measuresOf(tx, tenant_id, report_id)).map(measureView);
  const paths = sectionPaths(await sectionsOf(tx, tenant_id, report_id));
  const sections = new Map((await sentencesOf(tx, tenant_id, report_id)).map((row) => [row.id, row.section]));
  const sponsors = new Map((await sponsorsOn(tx, actor.tenantId, clock.today())).map((one) => [one.id, one]));
  const order = new Map(
    (await organisationsOn(tx, actor.tenantId, clock.today())).map((one) => [one.id, one.position]),
  );
  const official = (ids: readonly string[]) => [...ids].sort((a, b) => (order.get(a) ?? 1e9) - (order.get(b) ?? 1e9));

  const start = (draft: DraftState) => draft.anchors[0]?.start ?? 0;
  const drafts = [...state.decisions.values()]
    .flatMap((decision) => decision.items)
    .sort((a, b) => start(a) - start(b));
  return drafts.map((draft) => {
    const original = wordsAt(state.text, draft.anchors);
    const [first, ...joint] = draft.leads;
    const sponsor = draft.sponsorId === null ? undefined : sponsors.get(draft.sponsorId);
    const inside = measures.filter((m) => draft.anchors.some((a) => m.start >= a.start && m.end <= a.end));
    return {
      wording: draft.wording ?? ended(original),
      original,
      sectionPath: paths.get(sections.get(draft.anchors[0]?.sentence ?? '') ?? '') ?? [],
      targets: inside.map(measurePhrase),
      // The first-named unit leads; the others stand in official order.
      leads: first === undefined ? [] : [first, ...official(joint)],
      supports: official(draft.supports),
      sponsor: sponsor ? { id: sponsor.id, title: sponsor.title } : null,
      due: draft.due ?? '',
      quarters: draft.quarters,
      anchors: draft.anchors,
    };
  });
}
