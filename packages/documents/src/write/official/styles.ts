import { FONTS } from '../fonts.ts';
import { BODY_HALF_POINTS, LINE_TWIPS } from './page.ts';

/**
 * 28 characters of 16 points are wider than 156 mm: each gives up a quarter of a point. Word does it by the grid alone,
 * LibreOffice then puts every character into two cells; so the style does it, and keeps out of the grid.
 */
const TIGHTER_TWIPS = -5;

/** word/styles.xml: the body, 3号仿宋 on lines of a fixed 29 points. The library's own styles cannot leave the grid. */
export const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults>
<w:rPrDefault><w:rPr>
<w:rFonts w:ascii="${FONTS.latin}" w:hAnsi="${FONTS.latin}" w:cs="${FONTS.latin}" w:eastAsia="${FONTS.body}" w:hint="eastAsia"/>
<w:sz w:val="${BODY_HALF_POINTS}"/><w:szCs w:val="${BODY_HALF_POINTS}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:widowControl w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${LINE_TWIPS}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>
<w:rPr><w:spacing w:val="${TIGHTER_TWIPS}"/><w:sz w:val="${BODY_HALF_POINTS}"/><w:szCs w:val="${BODY_HALF_POINTS}"/></w:rPr>
</w:style>
<w:style w:type="table" w:styleId="TableNormal" w:default="1"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
</w:styles>`;
