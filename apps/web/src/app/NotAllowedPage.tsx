import { type Me, WhoMay } from '@luoshi/server/modules/accounts/contract';
import { ROLE_NAMES, type Role } from '@luoshi/server/modules/people/contract';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { read } from '../shared/http/client.ts';
import { EmptyState } from '../shared/ui/EmptyState.tsx';
import { useDocumentTitle } from '../shared/ui/use-document-title.ts';

const names = (roles: readonly Role[]) => [...new Set(roles)].map((role) => ROLE_NAMES[role]).join('、');

/** In place of a page that this person may not open, whatever the address: who one is here, who may, and the way back. */
export function NotAllowedPage({ me, needs }: { me: Me; needs: readonly string[] }) {
  useDocumentTitle('没有权限');
  const navigate = useNavigate();
  const [operation = ''] = needs;
  const whoMay = useQuery({
    queryKey: ['who-may', operation],
    queryFn: ({ signal }) => read(`/api/permissions/${encodeURIComponent(operation)}`, WhoMay, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const allowed = whoMay.data?.roles ?? [];
  return (
    <EmptyState
      heading
      title="您没有权限看这个页面"
      hint={
        <>
          您现在的角色：{names(me.posts.map(({ role }) => role)) || '没有在任岗位'}。
          {allowed.length > 0 && (
            <>
              <br />
              可以看的角色：{names(allowed)}。
            </>
          )}
          <br />
          如工作需要，请联系安全管理员授权。
        </>
      }
      action={
        <>
          <Link to="/">回到首页</Link>
          {window.history.length > 1 && <Button onClick={() => navigate(-1)}>返回上一页</Button>}
        </>
      }
    />
  );
}
