import type { Breakdown, Decision } from '@luoshi/server/modules/breakdowns/contract';
import type { Organisation } from '@luoshi/server/modules/people/contract';
import type { ReportText } from '@luoshi/server/modules/reports/contract';
import { App, Drawer } from 'antd';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { groupBy } from '../../shared/group-by.ts';
import { useIsNarrow, useIsPhone } from '../../shared/ui/use-media.ts';
import { useMay, useSession } from '../accounts/session.ts';
import { FigureScope } from '../reports/FigureScope.tsx';
import { ActionBar } from './ActionBar.tsx';
import { useChanges } from './api.ts';
import { BulkAcceptDialog } from './BulkAcceptDialog.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { IssueDialog } from './IssueDialog.tsx';
import { ItemsPanel } from './ItemsPanel.tsx';
import { Notices } from './Notices.tsx';
import { outline, type Show, shownSentences } from './navigate.ts';
import { Outline } from './Outline.tsx';
import { ReconciliationBar } from './ReconciliationBar.tsx';
import { RejectDialog } from './RejectDialog.tsx';
import { ReportColumn } from './ReportColumn.tsx';
import { type Review, ReviewContext } from './review-context.ts';
import { useActions } from './use-actions.ts';
import { useCommands } from './use-commands.ts';
import { useCursor } from './use-cursor.ts';
import { useEdits } from './use-edits.ts';
import styles from './Workbench.module.css';
import { WorkbenchHeader } from './WorkbenchHeader.tsx';

interface Props {
  reportId: string;
  breakdown: Breakdown;
  report: ReportText;
  organisations: Organisation[];
}

/** The page the office lives in: outline, text, items. */
export function Workbench({ reportId, breakdown, report, organisations }: Props) {
  const [search, setSearch] = useSearchParams();
  const { message } = App.useApp();
  const mayEdit = useMay('breakdowns.edit');
  const me = useSession().data?.person.name;
  const phone = useIsPhone();
  const narrow = useIsNarrow();
  const edits = useEdits(reportId);
  const names = useMemo(() => new Map(organisations.map((one) => [one.id, one.shortName])), [organisations]);
  const nameOf = useCallback((id: string) => names.get(id) ?? '已撤销的单位', [names]);
  const actions = useActions(reportId, edits.add, nameOf);
  const sentences = useMemo(
    () => new Map(breakdown.sentences.map((sentence) => [sentence.id, sentence])),
    [breakdown.sentences],
  );
  const decisions = useMemo(
    () => new Map(breakdown.decisions.map((decision) => [decision.sentence, decision])),
    [breakdown.decisions],
  );
  const measures = useMemo(() => new Map(report.measures.map((measure) => [measure.id, measure])), [report.measures]);
  const measuresOf = useMemo(() => {
    const groups = groupBy(report.measures, (measure) => measure.sentence);
    return (sentence: string) => groups.get(sentence) ?? NO_MEASURES;
  }, [report.measures]);
  const cursor = useCursor(reportId, breakdown.sentences, decisions, search.get('sentence'));
  const show = showOf(search.get('show'));
  const setShow = useCallback(
    (next: Show | null) => setSearch(next ? { show: next } : {}, { replace: true }),
    [setSearch],
  );
  // Without a filter the list never depends on where the cursor stands.
  const kept = show ? cursor.current : '';
  const asked = show ? decisions : NO_DECISIONS;
  const shown = useMemo(
    () => shownSentences(breakdown.sentences, asked, show, kept),
    [breakdown.sentences, asked, show, kept],
  );
  const entries = useMemo(
    () => outline(breakdown.sections, breakdown.sentences, decisions),
    [breakdown.sections, breakdown.sentences, decisions],
  );
  const readOnly = breakdown.stage === 'issued' || !mayEdit || !breakdown.report.current;
  const [panelOpen, setPanelOpen] = useState(false);
  const [outlineOpen, setOutlineOpen] = useState(false);

  // What others do is not called into a dialog: it stands in the text behind.
  const inDialog = useRef(false);
  useChanges(
    reportId,
    breakdown.stage === 'draft',
    useCallback(
      (changes) => {
        const others = changes.decisions.filter((decision) => decision.decidedBy !== me);
        const who = changes.by.filter((name) => name !== me);
        if (who.length === 0 || others.length === 0 || inDialog.current) return;
        const numbers = others
          .map((decision) => sentences.get(decision.sentence)?.number)
          .filter((number) => number !== undefined);
        const where = numbers.length > 3 ? `${numbers.length} 句` : numbers.map((number) => `第${number}句`).join('、');
        message.info({ key: OTHERS, content: `${who.join('、')} 刚刚处理了${where}` });
      },
      [me, message, sentences],
    ),
  );

  const { goTo, focusText } = cursor;
  const review: Review = useMemo(
    () => ({
      reportId,
      breakdown,
      text: report.text,
      sentences,
      decisions,
      measures,
      measuresOf,
      nameOf,
      readOnly,
      actions,
      edits,
      goTo,
      focusText,
    }),
    [
      reportId,
      breakdown,
      report.text,
      sentences,
      decisions,
      measures,
      measuresOf,
      nameOf,
      readOnly,
      actions,
      edits,
      goTo,
      focusText,
    ],
  );
  const commands = useCommands(review, { ...cursor, shown, onEditing: () => phone && setPanelOpen(true) });
  const { mode, setMode } = commands;
  const dialogOpen = mode.kind !== 'normal' && mode.kind !== 'split';
  inDialog.current = dialogOpen;
  useEffect(() => {
    if (dialogOpen) message.destroy(OTHERS);
  }, [dialogOpen, message]);
  // The cursor moves at once; the panel, with its fields, follows when the browser has time.
  const beside = useDeferredValue(cursor.current);
  const panel = (
    <ItemsPanel
      current={beside}
      item={cursor.item}
      setItem={cursor.setItem}
      goTo={goTo}
      wish={commands.wish}
      run={commands.run}
    />
  );
  const openOutline = useCallback(() => setOutlineOpen(true), []);
  const goFromOutline = useCallback(
    (sentence: string) => {
      goTo(sentence);
      setOutlineOpen(false);
    },
    [goTo],
  );
  // A reader who leaves a dialog goes on where the text was left, not at the top of the page.
  const closeDialog = useCallback(() => {
    setMode({ kind: 'normal' });
    focusText();
  }, [setMode, focusText]);
  const openIssue = useCallback(() => setMode({ kind: 'issue' }), [setMode]);
  const contents = (
    <Outline
      entries={entries}
      current={sentences.get(cursor.current)?.section ?? ''}
      sections={breakdown.sections}
      onGo={goFromOutline}
    />
  );
  return (
    <ReviewContext value={review}>
      <div className={styles.workbench}>
        <WorkbenchHeader run={commands.run} onIssue={openIssue} onOutline={narrow ? openOutline : undefined} />
        <ReconciliationBar sum={breakdown.reconciliation} show={show} onShow={setShow} />
        <Notices />
        <FigureScope measures={measures} className={styles.columns}>
          {!narrow && (
            <nav className={styles.outline} aria-label="报告目录">
              {contents}
            </nav>
          )}
          <ReportColumn shown={shown} current={cursor.current} mode={mode} setMode={setMode} />
          {!phone && (
            <section className={styles.panel} aria-label="本句的事项">
              {panel}
            </section>
          )}
        </FigureScope>
        {phone && <ActionBar run={commands.run} current={cursor.current} onOpen={() => setPanelOpen(true)} />}
        <Drawer
          open={narrow && outlineOpen}
          onClose={() => setOutlineOpen(false)}
          placement="left"
          title="报告目录"
          styles={{ body: { padding: 0 } }}
          size={320}
        >
          {contents}
        </Drawer>
        <Drawer
          open={phone && panelOpen}
          onClose={() => setPanelOpen(false)}
          placement="bottom"
          size="82%"
          title="本句的事项"
          styles={{ body: { padding: 0 } }}
        >
          {panel}
        </Drawer>
        {mode.kind === 'help' && <HelpDialog onClose={closeDialog} />}
        {mode.kind === 'reject' && (
          <RejectDialog sentence={mode.sentence} onClose={closeDialog} onDone={commands.afterDecision} />
        )}
        {mode.kind === 'bulk' && <BulkAcceptDialog onClose={closeDialog} />}
        {mode.kind === 'issue' && <IssueDialog onClose={closeDialog} />}
      </div>
    </ReviewContext>
  );
}

const OTHERS = 'what others did';
const NO_MEASURES: readonly never[] = [];
const NO_DECISIONS: ReadonlyMap<string, Decision> = new Map();

function showOf(asked: string | null): Show | null {
  const known = ['single', 'split', 'merged', 'none', 'pending', 'items'];
  return asked !== null && known.includes(asked) ? (asked as Show) : null;
}
