import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { EmptyState } from '../shared/ui/EmptyState.tsx';

/** A page that broke, or a chunk that is gone because a new version was installed meanwhile. */
export function RouteError() {
  const error = useRouteError();
  console.error(error);
  const outdated = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <EmptyState
      heading
      title={outdated ? '系统已经更新' : '页面出错了'}
      hint={
        outdated
          ? '请刷新页面，使用新版本。'
          : '已保存的内容不受影响。请刷新页面；如仍不行，请把刚才的操作告诉系统管理员。'
      }
      action={
        <Button type="primary" onClick={() => window.location.reload()}>
          刷新页面
        </Button>
      }
    />
  );
}
