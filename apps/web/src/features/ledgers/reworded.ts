/** Does the wording say something else than the report? A piece of a list that now ends as a sentence does not. */
export function reworded({ wording, original }: { wording: string; original: string }): boolean {
  const words = (text: string) => text.replace(/[。；;，,、]$/u, '');
  return words(wording) !== words(original);
}
