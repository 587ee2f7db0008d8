/**
 * A standard function of Chinese local government and the words that point to it. Words are blank-separated:
 * `strong` names nearly nobody else, `normal` mostly this one, `weak` also others. Drawn from how the departments'
 * duties are set down (三定规定), not from any report.
 */
export interface GovernmentFunction {
  id: string;
  /** Without level: 发展改革委. The short form that breakdown tables use. */
  name: string;
  /** Where the province calls it otherwise than a city does: 省教育厅, 市教育局. */
  province: string;
  /** Who has its duties where no organisation of its own does: energy -> development-reform. */
  folded?: string;
  /** Where it is no standard department: below the province (省能源局), at the province (市城市管理局), anywhere (市招商局). */
  rare?: 'below-province' | 'at-province' | 'anywhere';
  strong: string;
  normal: string;
  weak: string;
}
