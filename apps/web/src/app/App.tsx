import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';
import 'dayjs/locale/zh-cn.js';
import { useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../shared/http/query-client.ts';
import { createRouter } from './router.tsx';
import { theme } from './theme.ts';

// antd's own arrow is read aloud in English.
const SELECT = { suffixIcon: <span aria-hidden="true" className="arrow-down" /> };
// Below the bar, whose demo mark and menu stay in reach.
const MESSAGE = { maxCount: 3, top: 56 };
const MODAL = { styles: { header: { marginBottom: 16 } } };

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      modal={MODAL}
      select={SELECT}
    >
      <AntApp component={false} message={MESSAGE}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
