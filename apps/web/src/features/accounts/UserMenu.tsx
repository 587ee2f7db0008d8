import type { Me } from '@luoshi/server/modules/accounts/contract';
import { ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { App, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { messageOf } from '../../shared/http/api-error.ts';
import { useSignOut } from './session.ts';
import styles from './UserMenu.module.css';

/** Who is signed in, in which posts, their own account, and the way out: of this browser, or of all. */
export function UserMenu({ me }: { me: Me }) {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const out = (everywhere: boolean) =>
    signOut.mutateAsync({ everywhere }).catch((error: unknown) => void message.error(messageOf(error)));
  const onClick = ({ key }: { key: string }) => {
    if (key === 'account') return navigate('/account');
    if (key === 'sign-out') return out(false);
    return modal.confirm({
      title: '退出所有设备？',
      content: '您在这台和其他电脑、手机上的登录都会结束，没有保存的内容会丢失。',
      okText: '全部退出',
      cancelText: '取消',
      onOk: () => out(true),
    });
  };
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'posts',
            disabled: true,
            label: (
              <div className={styles.posts}>
                <b>{me.person.name}</b>
                {me.posts.length === 0 && <span>没有在任岗位</span>}
                {me.posts.map((post) => (
                  <span key={`${post.id}${post.deputyFor}`}>
                    {post.organisation.name} · {post.title}（{ROLE_NAMES[post.role]}
                    {post.deputyFor && `，代${post.deputyFor}`}）
                  </span>
                ))}
              </div>
            ),
          },
          { type: 'divider' as const },
          { key: 'account', label: '我的账号' },
          { type: 'divider' as const },
          { key: 'sign-out', label: '退出登录' },
          { key: 'sign-out-everywhere', label: '退出所有设备' },
        ],
        onClick,
      }}
    >
      <button type="button" className={styles.user}>
        <span className={styles.person}>{me.person.name}</span>
        <span className={styles.unit}>{me.posts[0]?.organisation.name}</span>
        <span className="visually-hidden">账号菜单</span>
        <span aria-hidden="true" className={styles.arrow} />
      </button>
    </Dropdown>
  );
}
