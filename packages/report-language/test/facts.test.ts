import { expect, it } from 'vitest';
import { decompose } from '../src/index.ts';

it.each([
  ['某省2026年政府工作报告\n各位代表：', '某省', 2026],
  [
    '政 府 工 作 报 告\n——2024 年 1 月 9 日在清溪市第三届\n人民代表大会第五次会议上\n清溪市市长\n各位代表：',
    '清溪市',
    2024,
  ],
  ['政府工作报告\n——二〇二五年一月十五日在北岭县第十八届人民代表大会第四次会议上\n各位代表：', '北岭县', 2025],
  ['——清溪市三届人大七次会议政府工作报告(摘登)\n总体目标\n生产总值增长5%。', '清溪市', null],
  ['各位代表：\n一、2024年工作回顾\n全年投资增长5%。\n二、2025年重点工作\n新建学校3所。', '', 2025],
  ['各位代表：\n一、2024年工作回顾\n全年投资增长5%。', '', 2025],
  [
    '——2021年12月20日在清溪市第三届人民代表大会第一次会议上\n各位代表：\n一、2021年主要工作\n二、2022年工作安排',
    '清溪市',
    2022,
  ],
  ['今年是“十五五”开局之年，做好工作意义重大。', '', 2026],
  ['重点工作\n高质量编制“十五五”规划，建设项目库。', '', 2025],
  ['下载\n打印\n没有年份的一段话。', '', null],
])('%j', (text, region, year) => {
  expect(decompose(text).report).toMatchObject({ region, year });
});

it('what the text says goes before the options; what it leaves open comes from them', () => {
  const options = { region: '清溪市', year: 2030 };
  expect(decompose('北岭县2026年政府工作报告\n各位代表：', options).report).toMatchObject({
    region: '北岭县',
    year: 2026,
  });
  expect(decompose('重点工作\n新建学校3所，培训教师。', options).report).toMatchObject(options);
});
