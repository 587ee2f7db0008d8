import type { Measure } from '@luoshi/server/modules/reports/contract';
import { inLargeUnits, number } from '../../shared/format/numbers.ts';
import styles from './FigureFacts.module.css';
import { ruleName } from './rule-names.ts';
import { aspectNames, boundNames, directionNames, figureAsWritten, kindNames } from './words.ts';

const NUMBERS: ReadonlySet<string> = new Set(['value', 'canonical', 'period']);

/** Every field of a figure: its value, and whether the words say it (原文写明) or a rule supplied it (推断). */
export function FigureFacts({ measure }: { measure: Measure }) {
  const { canonical } = measure;
  const converted = canonical.value === null ? '' : inLargeUnits(canonical.value, canonical.unit);
  // What the report says anyway is no conversion.
  const bare = (words: string) => words.replace(/[\s,，]/g, '');
  const asWritten = bare(converted) === bare(figureAsWritten(measure));
  const facts: { field: string; label: string; value: string }[] = [
    {
      field: 'value',
      label: '数值',
      value: measure.value === null ? `${measure.raw}（无数字）` : number(measure.value),
    },
    { field: 'unit', label: '单位', value: measure.unit },
    { field: 'canonical', label: '折算', value: asWritten ? '' : converted },
    { field: 'indicator', label: '指标', value: measure.indicator },
    { field: 'aspect', label: '口径', value: aspectNames[measure.aspect] },
    { field: 'direction', label: '方向', value: directionNames[measure.direction] },
    { field: 'bound', label: '界限', value: boundNames[measure.bound] },
    { field: 'kind', label: '性质', value: kindNames[measure.kind] },
    { field: 'scope', label: '范围', value: measure.scope || '本级全域' },
    { field: 'period', label: '时期', value: measure.period && `${measure.period}年` },
  ];
  return (
    <table className={styles.facts}>
      <tbody>
        {facts
          .filter((fact) => fact.value)
          .map((fact) => {
            const implied = measure.implied.find((row) => row.field === fact.field);
            return (
              <tr key={fact.field}>
                <th scope="row">{fact.label}</th>
                <td data-number={NUMBERS.has(fact.field)}>{fact.value}</td>
                <td className={implied ? styles.implied : styles.known}>
                  {fact.field === 'canonical' ? (
                    '按单位换算'
                  ) : implied ? (
                    <>
                      <b>推断</b> {ruleName(implied.field, implied.rule)}
                    </>
                  ) : fact.field === 'scope' && !measure.scope ? (
                    '原文未限定'
                  ) : (
                    '原文写明'
                  )}
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
