/** Pure: the headings above a section, outermost first, its own included. */
export function sectionPaths(
  sections: readonly { id: string; parent: string; title: string }[],
): Map<string, string[]> {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const paths = new Map<string, string[]>();
  const pathOf = (id: string): string[] => {
    const known = paths.get(id);
    if (known) return known;
    const section = byId.get(id);
    if (!section) return [];
    paths.set(id, []); // a section above itself would never end
    const path = [...pathOf(section.parent), section.title].filter((title) => title !== '');
    paths.set(id, path);
    return path;
  };
  for (const { id } of sections) pathOf(id);
  return paths;
}
