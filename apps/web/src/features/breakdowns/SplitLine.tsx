import type { Decision } from '@luoshi/server/modules/breakdowns/contract';
import type { Sentence } from '@luoshi/server/modules/reports/contract';
import { Button } from 'antd';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { FigureText } from '../reports/FigureText.tsx';
import { shownWords } from '../reports/figure-pieces.ts';
import { useReview } from './review-context.ts';
import line from './SentenceLine.module.css';
import styles from './SplitLine.module.css';
import { initialSplit, splitPoints } from './split-points.ts';
import { lineId } from './use-cursor.ts';

interface Props {
  sentence: Sentence;
  decision: Decision;
  onEnd: () => void;
}

/** The sentence while it is being split: its possible split points are buttons, the suggested ones are chosen already. */
export function SplitLine({ sentence, decision, onEnd }: Props) {
  const { text, actions, measuresOf } = useReview();
  const measures = measuresOf(sentence.id);
  const points = useMemo(() => splitPoints(text, sentence, decision.clauses), [text, sentence, decision.clauses]);
  const [chosen, setChosen] = useState(() => initialSplit(decision, sentence.start, points));
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      points.findIndex((point) => chosen.has(point.at)),
    ),
  );
  const group = useRef<HTMLDivElement>(null);

  useEffect(() => {
    group.current?.querySelectorAll<HTMLElement>('[data-point]')[at]?.focus();
  }, [at]);

  const toggle = (point: number) =>
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(point)) next.add(point);
      return next;
    });
  const confirm = () => {
    if (chosen.size === 0) return;
    void actions.split(
      sentence.id,
      [...chosen].sort((a, b) => a - b),
    );
    onEnd();
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const by = event.key === 'ArrowRight' ? 1 : -1;
      setAt((now) => Math.min(points.length - 1, Math.max(0, now + by)));
    } else if (event.key === ' ') {
      const point = points[at];
      if (point) toggle(point.at);
    } else if (event.key === 'Enter') confirm();
    else if (event.key === 'Escape') onEnd();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  let from = sentence.start;
  return (
    <article
      id={lineId(sentence.id)}
      className={line.line}
      data-sentence={sentence.id}
      aria-current="true"
      aria-label={`第${sentence.number}句，正在拆分`}
    >
      <span className={line.margin}>
        <span className={line.number}>{sentence.number}</span>
        <span className={line.mark}>拆分</span>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would break the flow of the sentence */}
      <div ref={group} role="group" aria-label="选择拆分位置" onKeyDown={press}>
        <p className={styles.words}>
          {points.map((point, index) => {
            const start = from;
            const words = shownWords(text.slice(start, point.at));
            from = point.at;
            const on = chosen.has(point.at);
            return (
              <Fragment key={point.at}>
                <FigureText text={text} start={start} end={point.at} measures={measures} />
                <button
                  type="button"
                  data-point={point.at}
                  className={styles.point}
                  aria-pressed={on}
                  aria-label={`在“${words.slice(-6)}”之后拆分${point.suggested ? '（建议）' : ''}`}
                  tabIndex={index === at ? 0 : -1}
                  onClick={() => {
                    setAt(index);
                    toggle(point.at);
                  }}
                />
                {on && <br />}
              </Fragment>
            );
          })}
          <FigureText text={text} start={from} end={sentence.end} measures={measures} />
        </p>
        <div className={styles.actions}>
          {points.length === 0 ? (
            <span>这一句没有可以拆分的位置。</span>
          ) : (
            <Button size="small" type="primary" disabled={chosen.size === 0} onClick={confirm}>
              {chosen.size === 0 ? '请选择拆分位置' : `拆成 ${chosen.size + 1} 项`}
            </Button>
          )}
          <Button size="small" onClick={onEnd} autoFocus={points.length === 0}>
            取消
          </Button>
          {points.length > 0 && (
            <span className={styles.hint} data-for-keys>
              ←→ 移动，空格选定，回车确认
            </span>
          )}
        </div>
      </div>
    </article>
  );
}
