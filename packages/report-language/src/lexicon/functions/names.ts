/**
 * Departments that a province calls otherwise than most do, without its level: 湖北省经济和信息化厅. From the provinces' own
 * lists of departments after the reforms of 2018–2019 and 2023–2024.
 */
const NAMES: Record<string, Record<string, string>> = {
  industry: {
    经济和信息化局: '北京',
    经济和信息化委: '上海 重庆',
    经济和信息化厅: '浙江 湖北 四川',
  },
  forestry: {
    林业局: '安徽 福建 江西 河南 湖北 湖南 广东 广西 浙江 重庆',
    园林绿化局: '北京',
    绿化和市容管理局: '上海',
  },
  water: { 水务局: '北京 天津 上海', 水务厅: '海南' },
  housing: { 住房城乡建设委: '北京 上海 天津 重庆' },
  transport: { 交通委: '北京 上海 重庆' },
  agriculture: { 农业农村委: '上海 天津 重庆' },
  commerce: { 商务委: '上海 重庆' },
  education: { 教委: '北京 上海 天津 重庆' },
  science: { 科委: '北京 上海' },
  'culture-tourism': { 文化旅游委: '重庆', 旅游文化厅: '海南' },
  'government-services': { 营商环境建设局: '辽宁 黑龙江' },
};

const byRegion = new Map<string, Record<string, string>>();
for (const [id, names] of Object.entries(NAMES)) {
  for (const [name, regions] of Object.entries(names)) {
    for (const region of regions.split(' ')) byRegion.set(region, { ...byRegion.get(region), [id]: name });
  }
}

/** The names usual in a region, by function; empty where the standard ones are. */
export function namesIn(region: string): Record<string, string> {
  return byRegion.get(region.slice(0, 2)) ?? {};
}
