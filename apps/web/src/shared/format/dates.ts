const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function beijing(instant: string | Date) {
  const found: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(typeof instant === 'string' ? new Date(instant) : instant))
    found[type] = value;
  return found;
}

/** "2026-01-05 09:30", in Beijing. */
export function moment(instant: string): string {
  const at = beijing(instant);
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}`;
}

/** "09:30", in Beijing; with the date when it is another day. */
export function timeToday(instant: string, now = new Date()): string {
  const [day, time] = moment(instant).split(' ');
  return day === businessDate(now) ? time! : `${day} ${time}`;
}

/** "2026-01-05": the date in Beijing. */
export function businessDate(instant: Date): string {
  const at = beijing(instant);
  return `${at.year}-${at.month}-${at.day}`;
}

/** "2026-03-31" -> "2026年3月31日". */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
