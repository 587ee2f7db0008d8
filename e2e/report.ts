import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';

/** An invented report of the demonstration city for the year before its own; every sentence was written for these tests. */
export const REPORT_2025: string[] = [
  '政府工作报告',
  '——2025年1月15日在河湟市第二届人民代表大会第五次会议上',
  '河湟市人民政府市长　林知远',
  '各位代表：',
  '现在，我代表市人民政府向大会报告工作，请予审议。',
  '一、2024年工作回顾',
  '过去一年，全市上下同心协力，较好完成了全年任务。地区生产总值完成417.2亿元，增长4.9%；固定资产投资增长5.4%；城镇新增就业6010人。',
  '东塬、西川城镇登记失业率分别控制在2.7%和2.9%。新增算力1024P，增长1.6倍，累计达到2860P，占全省15.2%。',
  '二、2025年主要预期目标',
  '主要预期目标是：地区生产总值增长5%左右；固定资产投资增长6%；城镇新增就业6100人以上；居民收入与经济增长同步。',
  '三、2025年重点工作',
  '（一）扩大有效投资。上半年谋划储备亿元以上项目50个，争取中央预算内投资10亿元。全年实施重点项目160项，完成投资110亿元。',
  '（二）畅通交通网络。年内完成东清高速公路前期工作，新建改建农村公路240公里，实施危桥改造12座。加快推进南屏客运枢纽选址。同步完善沿线交通安全设施。',
  '（三）做优特色农业。新建高标准农田5万亩，粮食播种面积稳定在128万亩以上，推广大豆玉米带状复合种植1.5万亩。建成产地冷藏保鲜设施30座。',
  '（四）增进民生福祉。改造城镇老旧小区110个，新增公共停车位2200个。新改扩建中小学校14所，新增义务教育学位3800个。一季度前公布民生实事清单。',
  '（五）守牢安全底线。更换老化燃气橡胶软管2万户，新建乡镇消防救援站4个。各县区要落实防汛责任人制度。让群众的日子更有盼头、更有奔头！',
  '各位代表！目标催人奋进，实干成就未来。让我们携手前行，为建设现代化新河湟而努力奋斗！',
];

/** The same report as amended: one figure changed, one sentence moved, one added, one gone. */
export const REPORT_2025_AMENDED: string[] = REPORT_2025.map((line) =>
  line
    .replace('新建改建农村公路240公里', '新建改建农村公路260公里')
    .replace('加快推进南屏客运枢纽选址。', '')
    .replace('新建乡镇消防救援站4个。', '新建乡镇消防救援站4个。加快推进南屏客运枢纽选址。')
    .replace('建成产地冷藏保鲜设施30座。', '建成产地冷藏保鲜设施30座。扶持壮大村级集体经济组织45个。')
    .replace('一季度前公布民生实事清单。', ''),
);

/** The lines as Word users write them: a title, headings, and paragraphs whose first words are bold. */
export async function reportDocx(lines: readonly string[]): Promise<Buffer> {
  const paragraphs = lines.map((line, index) => {
    if (index === 0) return new Paragraph({ text: line, heading: HeadingLevel.TITLE });
    if (/^[一二三四]、/.test(line)) return new Paragraph({ text: line, heading: HeadingLevel.HEADING_1 });
    const runIn = /^（[一二三四五]）[^。]+。/.exec(line)?.[0] ?? '';
    return new Paragraph({
      children: [new TextRun({ text: runIn, bold: true }), new TextRun(line.slice(runIn.length))],
    });
  });
  return Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] }));
}
