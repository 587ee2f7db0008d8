import { DocumentGridType, type ISectionPropertiesOptions, PageOrientation } from 'docx';

/** Twips: 20 to the point, 1,440 to the inch. */
export function millimetres(mm: number): number {
  return Math.round((mm / 25.4) * 1440);
}

/** 3号: 16 points. The size of the body, and of the grid's characters. */
export const BODY_HALF_POINTS = 32;
export const CHARACTER_TWIPS = 320;
export const LINE_TWIPS = 580;
/** 版心: 156 mm × 225 mm, 28 characters × 22 lines. */
export const TEXT_WIDTH = millimetres(156);
/** Across on a landscape page: the height of the portrait text block. */
export const LANDSCAPE_WIDTH = millimetres(225);
/** The dash of the page number lies 7 mm under the text block: half a line of 14 points above that from the paper's edge. */
const FOOTER_TWIPS = millimetres(35 - 7) - 140;

/** A4 in GB/T 9704-2012: 天头 37 mm, 订口 28 mm, 22 lines of 28 characters. */
export function portraitPage(): NonNullable<ISectionPropertiesOptions> {
  return {
    page: {
      size: { width: millimetres(210), height: millimetres(297), orientation: PageOrientation.PORTRAIT },
      margin: {
        top: millimetres(37),
        left: millimetres(28),
        right: millimetres(26),
        // 22 lines are 4 twips higher than 225 mm.
        bottom: millimetres(297 - 37) - 22 * LINE_TWIPS - 2,
        header: millimetres(20),
        footer: FOOTER_TWIPS,
      },
    },
    grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE_TWIPS, charSpace: -842 },
  };
}

/** The same page turned for wide tables: the head of the table lies at the binding edge. */
export function landscapePage(): NonNullable<ISectionPropertiesOptions> {
  return {
    page: {
      size: { width: millimetres(210), height: millimetres(297), orientation: PageOrientation.LANDSCAPE },
      margin: {
        top: millimetres(28),
        right: millimetres(37),
        bottom: millimetres(26),
        left: millimetres(35),
        header: millimetres(15),
        footer: millimetres(16),
      },
    },
    grid: { type: DocumentGridType.LINES, linePitch: LINE_TWIPS },
  };
}
