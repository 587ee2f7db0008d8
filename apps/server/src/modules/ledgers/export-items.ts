import { breakdownWorkbook, workbookBuffer } from '@luoshi/documents';
import { lazyBody, MEDIA_TYPES } from '../../platform/http/lazy-body.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { cityOf } from '../people/index.ts';
import { ItemFilter } from './contract.ts';
import { ledgerEntries } from './entries.ts';
import { itemPage } from './queries.ts';
import { itemViews } from './view.ts';

/** More than any city has in a year; a larger ledger is exported by filter. */
const MOST = 20_000;

/** The supervision ledger as a workbook, filtered as on the page. */
export const exportItems = operation({
  name: 'ledgers.export-items',
  may: business('line'),
  input: ItemFilter.omit({ cursor: true, limit: true }),
  output: 'file',
  run: async ({ tx, actor: { tenantId }, clock, origin, scope, input }) => {
    const city = await cityOf(tx, tenantId);
    const items = await itemViews(
      tx,
      tenantId,
      await itemPage(tx, tenantId, input, { scope, limit: MOST }),
      clock.today(),
    );
    const title = `${city.name}督办事项台账`;
    const content = breakdownWorkbook({
      title,
      reportTitle: '政府工作报告',
      issuedOn: clock.today(),
      ...(city.demo ? { draftMark: '演示' } : {}),
      items: ledgerEntries(items, origin, (item) => item.number),
    });
    return { fileName: `${title}.xlsx`, mediaType: MEDIA_TYPES.xlsx, body: lazyBody(() => workbookBuffer(content)) };
  },
});
