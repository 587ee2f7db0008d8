export const carriedNames = {
  changed: '改写',
  moved: '移动',
  added: '新增',
  removed: '删除',
  unchanged: '未变',
} as const;
