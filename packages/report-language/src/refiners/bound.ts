import { type Figure, imply } from '../measures/figure.ts';

/** Decides the bound: words after the number outrank words before it; 控制在 alone is an upper limit. */
export function readBound(text: string, figure: Figure): void {
  const { lead } = figure;
  if (figure.end2 === 'low') figure.bound = 'min';
  else if (figure.end2 === 'high') figure.bound = 'max';
  else if (figure.tail) figure.bound = figure.tail;
  else if (lead.bound) figure.bound = lead.bound;
  else if (lead.hold) figure.bound = 'max';
  else if (figure.aspect === 'rank' && text.charAt(figure.start - 1) === '前') figure.bound = 'max';
  else if (figure.cls === 'ratio' && lead.gap && figure.aspect !== 'change')
    figure.bound = lead.gap === 'up' ? 'min' : 'max';
  else {
    const after = text.slice(figure.after, figure.after + 6);
    const before = text.slice(Math.max(0, figure.start - 8), figure.start);
    if (/守(?:牢|住|好)|坚守|严守/.test(before) && /红线|底线/.test(text.slice(figure.after, figure.after + 12))) {
      figure.bound = 'min';
      imply(figure, 'bound', 'a red line is a lower limit');
      return;
    }
    if (/^(?:的)?[^，。；、]{0,2}台阶|^(?:的)?大关/.test(after)) {
      figure.bound = 'min';
      return;
    }
    figure.bound = 'eq';
    imply(figure, 'bound', 'a number without bounding words is exact');
  }
}
