export const ACCEPTED = ['.docx', '.pdf', '.txt', '.html', '.htm'];
const LARGEST = 50 * 1024 * 1024;

/** Why a file need not even be sent; null where the server should look at it. */
export function fileRefusal(file: { name: string; size: number }): string | null {
  if (file.size === 0) return '这个文件是空的，请检查后重新选择。';
  if (file.size > LARGEST) return '文件超过 50 MB。政府工作报告通常不到 1 MB，请去掉图片或另存后再上传。';
  if (/\.docx?$/i.test(file.name) && !/\.docx$/i.test(file.name))
    return '这是旧版 Word 文件（.doc）。请在 Word 或 WPS 中打开，另存为 .docx 后再上传。';
  if (!ACCEPTED.some((ending) => file.name.toLowerCase().endsWith(ending)))
    return '只接收 Word（.docx）、PDF、文本（.txt）和网页（.html）文件。';
  return null;
}
