import type { Section } from '@luoshi/report-language/types';

/** The headings from the outermost to the given section. */
export function sectionPaths(sections: Section[]): (id: string) => string[] {
  const byId = new Map(sections.map((section) => [section.id, section]));
  return (id) => {
    const path: string[] = [];
    let section = byId.get(id);
    for (let steps = 0; section && steps < 20; steps++) {
      if (section.title !== '') path.unshift(oneLine(section.title));
      section = byId.get(section.parent);
    }
    return path;
  };
}

/** Words of the report for a cell or a line of the terminal: line ends and control characters are no part of them. */
export function oneLine(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/gu, '')
    .replace(/\p{Cc}/gu, '')
    .trim();
}
