import type { ThemeConfig } from 'antd';

/** antd in our tokens (tokens.css). The values repeat there: antd derives shades from them and cannot read variables. */
export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: '#1f4e8c',
    colorLink: '#1f4e8c',
    colorInfo: '#1f4e8c',
    colorSuccess: '#1d6a45',
    colorWarning: '#7d5200',
    colorError: '#a3261d',
    colorInfoBg: '#eaf0f8',
    colorInfoBorder: '#b9cbe4',
    colorSuccessBg: '#e5f2eb',
    colorWarningBg: '#fcf2dc',
    colorWarningBorder: '#e3c681',
    colorErrorBg: '#fbebe9',
    colorErrorBorder: '#e5b1ac',
    colorText: '#1a2330',
    colorTextSecondary: '#465263',
    colorTextTertiary: '#5d6878',
    colorTextPlaceholder: '#697485',
    colorTextDescription: '#5d6878',
    colorTextDisabled: '#6f7a8a',
    colorBorder: '#bcc5d1',
    colorBorderSecondary: '#dde2e9',
    colorBgLayout: '#f0f2f5',
    fontFamily: 'var(--sans)',
    fontSize: 14,
    borderRadius: 4,
    borderRadiusLG: 6,
    controlHeight: 32,
    // An office works in this all day: nothing moves that the user did not move.
    motion: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Modal: { titleFontSize: 16 },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Select: { optionSelectedFontWeight: 500 },
  },
};
