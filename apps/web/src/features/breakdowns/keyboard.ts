/** What a key does in the review workbench. Pure: the help sheet and the listener read the same table. */
export type Command =
  | {
      name:
        | 'next'
        | 'previous'
        | 'next-pending'
        | 'accept'
        | 'split'
        | 'merge'
        | 'reject'
        | 'reopen'
        | 'undo'
        | 'bulk-accept'
        | 'help';
    }
  | { name: 'next-item' | 'previous-item' }
  | { name: 'edit'; field: Field }
  | { name: 'lead'; digit: number; add: boolean };

export type Field = 'wording' | 'leads' | 'supports' | 'sponsor' | 'due' | 'quarters';

export interface Pressed {
  /** Place on the keyboard (KeyboardEvent.code): stays the same under a Chinese input method, which swallows `key`. */
  code: string;
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const plain: Record<string, Command> = {
  KeyJ: { name: 'next' },
  ArrowDown: { name: 'next' },
  KeyK: { name: 'previous' },
  ArrowUp: { name: 'previous' },
  KeyN: { name: 'next-pending' },
  KeyA: { name: 'accept' },
  Enter: { name: 'accept' },
  NumpadEnter: { name: 'accept' },
  KeyS: { name: 'split' },
  KeyM: { name: 'merge' },
  KeyX: { name: 'reject' },
  KeyR: { name: 'reopen' },
  KeyU: { name: 'undo' },
  KeyB: { name: 'bulk-accept' },
  KeyE: { name: 'edit', field: 'wording' },
  KeyL: { name: 'edit', field: 'leads' },
  KeyP: { name: 'edit', field: 'supports' },
  KeyG: { name: 'edit', field: 'sponsor' },
  KeyD: { name: 'edit', field: 'due' },
  KeyQ: { name: 'edit', field: 'quarters' },
  BracketRight: { name: 'next-item' },
  BracketLeft: { name: 'previous-item' },
};

/** The command of a key, or null where the key belongs to the browser. */
export function commandOf(pressed: Pressed): Command | null {
  if ((pressed.ctrlKey || pressed.metaKey) && !pressed.shiftKey && !pressed.altKey && pressed.code === 'KeyZ')
    return { name: 'undo' };
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(pressed.code)?.[1];
  if (digit) return { name: 'lead', digit: Number(digit), add: pressed.shiftKey };
  if (pressed.key === '?' || pressed.key === '？' || (pressed.code === 'Slash' && pressed.shiftKey))
    return { name: 'help' };
  if (pressed.shiftKey) return null;
  return plain[pressed.code] ?? null;
}

/** What the help sheet lists. */
export const helpSheet: { title: string; rows: [keys: string[], does: string][] }[] = [
  {
    title: '移动',
    rows: [
      [['J', '↓'], '下一句'],
      [['K', '↑'], '上一句'],
      [['N'], '下一个待定句'],
      [['[', ']'], '本句的上一项、下一项'],
      [['Tab'], '依次查看本句的数字'],
      [['Esc'], '离开填写处，回到原文'],
    ],
  },
  {
    title: '处置',
    rows: [
      [['A', '回车'], '接受建议，转到下一个待定句'],
      [['S'], '拆分立项：←→ 移动，空格选定，回车确认'],
      [['M'], '把下一句并入本句'],
      [['X'], '不立项，选择或填写理由'],
      [['R'], '撤回，恢复待定'],
      [['U', 'Ctrl+Z'], '撤销上一步'],
      [['B'], '批量接受'],
    ],
  },
  {
    title: '事项',
    rows: [
      [['1–9'], '选定牵头单位（按建议编号）'],
      [['Shift+1–9'], '增加共同牵头单位'],
      [['E'], '修改事项内容'],
      [['L'], '牵头单位'],
      [['P'], '配合单位'],
      [['G'], '牵头领导'],
      [['D'], '完成时限'],
      [['Q'], '季度节点'],
      [['?'], '打开本说明'],
    ],
  },
];
