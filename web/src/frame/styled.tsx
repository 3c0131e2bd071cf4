import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../texts/language.tsx';

const hei = "'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif";

/** Ink on paper with one accent; no motion, no shadows to speak of, text that a reader of 55 need not enlarge. */
const theme = {
  token: {
    colorPrimary: '#1f4a6b',
    colorLink: '#1f4a6b',
    colorError: '#a3261f',
    colorWarning: '#8a5200',
    colorSuccess: '#22663d',
    colorTextBase: '#1d2329',
    colorTextPlaceholder: '#5f6973',
    colorTextDescription: '#4a535c',
    colorBorder: '#8d8a82',
    borderRadius: 3,
    fontSize: 16,
    controlHeight: 38,
    motion: false,
    fontFamily: hei,
  },
};

export function Styled({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional' }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
