import { Link } from 'react-router';
import { EmptyState } from '../shared/ui/EmptyState.tsx';
import { useDocumentTitle } from '../shared/ui/use-document-title.ts';

export function NotFoundPage() {
  useDocumentTitle('没有这个页面');
  return (
    <EmptyState
      title="没有这个页面"
      hint="地址可能抄错了，或者页面已经移走。"
      action={<Link to="/">回到首页</Link>}
      heading
    />
  );
}
