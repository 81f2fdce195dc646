import { LoadingOutlined } from '@ant-design/icons';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterContextProvider, RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import { useEffect, useMemo, useState } from 'react';
import { loggedOut } from '../api/client';
import { Problem } from '../api/problem';
import { useLanguage, useWordChanges, type Language } from '../kit/i18n';
import { useMode } from '../kit/preferences';
import { antdConfig } from '../kit/theme';
import { Toasts } from '../kit/Toasts';
import { createAppRouter } from './router';

const queries = new QueryClient({
  defaultOptions: {
    // Without a line every request fails at once and says so; waiting for the line would spin for ever.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (times, error) => times < 2 && error instanceof Problem && error.undecided,
    },
  },
});

const loadLocale: Record<Language, () => Promise<{ default: Locale }>> = {
  'zh-CN': () => import('./locale.zh'),
  en: () => import('./locale.en'),
};

function useAntdLocale(language: Language): Locale | undefined {
  const [locale, setLocale] = useState<Locale>();
  useEffect(() => {
    let wanted = true;
    void loadLocale[language]().then((module) => {
      if (wanted) setLocale(module.default);
    });
    return () => {
      wanted = false;
    };
  }, [language]);
  return locale;
}

/** When the session has ended: to the door, with the way back; what was read is forgotten once nobody looks at it. */
function askToLogIn(router: ReturnType<typeof createAppRouter>): () => void {
  const isInside = (): boolean => router.state.matches.some((match) => match.routeId === '/inside');
  let leaving = false;
  return loggedOut.subscribe(() => {
    if (leaving || !isInside()) return;
    leaving = true;
    const next = router.state.location.href;
    void router.navigate({ to: '/log-in', search: { next } as never }).finally(() => {
      leaving = false;
      if (!isInside()) queries.clear();
    });
  });
}

/** A button keeps its name while it works: its wheel is not read out, and goes at once when the work has ended. */
const button = { autoInsertSpace: false, loadingIcon: <LoadingOutlined spin aria-hidden /> };

export function App() {
  const language = useLanguage();
  const mode = useMode();
  const wordChanges = useWordChanges();
  const locale = useAntdLocale(language);
  const theme = useMemo(() => antdConfig(mode), [mode]);
  const router = useMemo(() => createAppRouter(queries), []);

  useEffect(() => askToLogIn(router), [router]);
  // The company's own words come from the server, in the language that was asked for.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['meta'] }), [language]);

  return (
    <ConfigProvider theme={theme} {...(locale ? { locale } : {})} button={button}>
      <QueryClientProvider client={queries}>
        <RouterProvider key={`${language} ${wordChanges}`} router={router} />
        <RouterContextProvider router={router}>
          <Toasts />
        </RouterContextProvider>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
