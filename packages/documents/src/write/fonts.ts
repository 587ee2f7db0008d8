/** Fonts of official documents (GB/T 9704-2012). They are named, never embedded: each office has licences of its own. */
export const FONTS = {
  /** 标题 */
  title: '方正小标宋简体',
  /** 正文 */
  body: '仿宋_GB2312',
  /** 一级标题 */
  heading: '黑体',
  /** 二级标题 */
  subheading: '楷体_GB2312',
  /** 页码 */
  number: '宋体',
  /** Letters and digits among Chinese. */
  latin: 'Times New Roman',
} as const;
