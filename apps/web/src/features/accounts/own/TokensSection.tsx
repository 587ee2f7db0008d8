import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../shared/http/api-error.ts';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { LoadingState } from '../../../shared/ui/LoadingState.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { NewTokenDialog } from '../NewTokenDialog.tsx';
import { TokenTable } from '../TokenTable.tsx';
import { useCreateMyToken, useMyTokenScopes, useMyTokens, useRevokeMyToken } from './api.ts';

/** Tokens with which programs act in one's name. */
export function TokensSection() {
  const tokens = useMyTokens();
  const scopes = useMyTokenScopes();
  const revoke = useRevokeMyToken();
  const create = useCreateMyToken();
  const [making, setMaking] = useState(false);
  const { message, modal } = App.useApp();
  const rooms = scopes.data ?? [];
  if (rooms.length === 0 && (tokens.data ?? []).length === 0) return null;
  return (
    <Section
      title="接口令牌"
      note="供程序以您的名义调用接口，权限不超过您自己的。像密码一样保管，不再使用的请撤销。"
      actions={rooms.length > 0 && <Button onClick={() => setMaking(true)}>生成令牌</Button>}
    >
      {tokens.isPending && <LoadingState lines={3} />}
      {tokens.isError && !tokens.data && <ErrorState error={tokens.error} onRetry={() => tokens.refetch()} />}
      {tokens.data && tokens.data.length > 0 && (
        <TokenTable
          tokens={tokens.data}
          busy={revoke.isPending}
          onRevoke={({ id, name }) =>
            modal.confirm({
              title: `撤销令牌“${name}”？`,
              content: '使用它的程序会马上失去权限，不能恢复。',
              okText: '撤销',
              okButtonProps: { danger: true },
              cancelText: '取消',
              onOk: () =>
                revoke.mutateAsync(id).catch((error: unknown) => {
                  message.error(messageOf(error));
                }),
            })
          }
        />
      )}
      {making && (
        <NewTokenDialog
          rooms={rooms}
          busy={create.isPending}
          error={create.error}
          created={create.data}
          onSubmit={(token) => create.mutate(token)}
          onClose={() => {
            setMaking(false);
            create.reset();
          }}
        />
      )}
    </Section>
  );
}
