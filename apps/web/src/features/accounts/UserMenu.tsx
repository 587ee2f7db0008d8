import type { Me } from '@luoshi/server/modules/accounts/contract';
import { App, Dropdown } from 'antd';
import { messageOf } from '../../shared/http/api-error.ts';
import { useSignOut } from './session.ts';
import styles from './UserMenu.module.css';

/** Who is signed in, in which post, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const signOut = useSignOut();
  const { message } = App.useApp();
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          ...me.posts.map((post) => ({
            key: post.id,
            disabled: true,
            label: `${post.organisation.name} · ${post.title}`,
          })),
          { type: 'divider' as const },
          { key: 'sign-out', label: '退出登录' },
        ],
        onClick: ({ key }) => {
          if (key === 'sign-out') signOut.mutate(undefined, { onError: (error) => message.error(messageOf(error)) });
        },
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
