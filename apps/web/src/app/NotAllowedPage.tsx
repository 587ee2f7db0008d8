import type { Me } from '@luoshi/server/modules/accounts/contract';
import { ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { EmptyState } from '../shared/ui/EmptyState.tsx';
import { useDocumentTitle } from '../shared/ui/use-document-title.ts';

/** In place of a page that this person may not open, whatever the address: who one is here, who may, and the way back. */
export function NotAllowedPage({ me }: { me: Me }) {
  useDocumentTitle('没有权限');
  const navigate = useNavigate();
  const roles = [...new Set(me.posts.map((post) => ROLE_NAMES[post.role]))].join('、');
  return (
    <EmptyState
      heading
      title="您没有权限看这个页面"
      hint={
        <>
          您现在的角色是：{roles || '没有在任岗位'}。<br />
          如工作需要，请联系安全管理员授权。
        </>
      }
      action={
        <>
          <Link to="/">回到首页</Link>
          <Button onClick={() => navigate(-1)}>返回上一页</Button>
        </>
      }
    />
  );
}
