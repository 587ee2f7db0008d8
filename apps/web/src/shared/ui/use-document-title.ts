import { useEffect } from 'react';

/** The page's name in the tab and for screen readers; "" while it is not known. */
export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · 落实` : '落实';
  }, [title]);
}
