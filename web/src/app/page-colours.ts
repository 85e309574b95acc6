import { theme } from 'antd';
import { useLayoutEffect } from 'react';

/** Gives the page itself the theme's colours: what antd does not draw, in dialogs too, inherits them. Its scroll bars go along. */
export function PageColours({ isDark }: { isDark: boolean }) {
  const { token } = theme.useToken();
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
    document.body.style.color = token.colorText;
    document.body.style.background = token.colorBgLayout;
    document.body.style.fontFamily = token.fontFamily;
    document.body.style.fontSize = `${token.fontSize}px`;
    document.body.style.lineHeight = String(token.lineHeight);
  }, [isDark, token]);
  return null;
}
