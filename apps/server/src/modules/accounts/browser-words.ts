/** A browser and its system in words, from what it calls itself: Edge 126（Windows）. The first that fits. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork\//i, '企业微信'],
  [/MicroMessenger\//i, '微信'],
  [/TaurusApp/i, '浙政钉'],
  [/DingTalk\//i, '钉钉'],
  [/Edg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/360SE|360EE|QIHU/i, '360浏览器'],
  [/QQBrowser\/(\d+)/, 'QQ浏览器'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/(?:Headless)?Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, 'Android'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Kylin/i, '麒麟'],
  [/UOS/, '统信 UOS'],
  [/Linux/, 'Linux'],
];

export function browserWords(userAgent: string | null): string {
  if (!userAgent) return '未说明的程序';
  const fits = (list: typeof BROWSERS) => {
    for (const [pattern, name] of list) {
      const match = pattern.exec(userAgent);
      if (match) return match[1] ? `${name} ${match[1]}` : name;
    }
    return null;
  };
  const browser = fits(BROWSERS);
  const system = fits(SYSTEMS);
  return `${browser ?? '其他程序'}${system ? `（${system}）` : ''}`;
}
