import type { AccountRow, TokenRow } from '@luoshi/server/modules/accounts/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { ErrorState } from '../../../shared/ui/ErrorState.tsx';
import { ReasonDialog } from '../../../shared/ui/ReasonDialog.tsx';
import { Section } from '../../../shared/ui/Section.tsx';
import { NewTokenDialog } from '../NewTokenDialog.tsx';
import { useMay } from '../session.ts';
import { TokenTable } from '../TokenTable.tsx';
import { useAccountTokenScopes, useAccountTokens, useCreateAccountToken, useRevokeAccountToken } from './api.ts';

/** The account's tokens; of a machine's account the system administrator makes them. */
export function AccountTokens({ account: { personId, service, state } }: { account: AccountRow }) {
  const tokens = useAccountTokens(personId);
  const mayCreate = useMay('accounts.create-token') && service && state !== 'disabled';
  const mayRevoke = useMay('accounts.revoke-token');
  const scopes = useAccountTokenScopes(personId, mayCreate);
  const create = useCreateAccountToken(personId);
  const revoke = useRevokeAccountToken(personId);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<TokenRow | null>(null);
  const close = () => {
    setRevoking(null);
    revoke.reset();
  };
  if (tokens.data?.length === 0 && !service) return null;
  return (
    <Section
      title="接口令牌"
      note={service ? '令牌能做什么，还取决于此接口账号有哪些岗位。' : '由本人生成，供程序以其名义调用接口。'}
      actions={mayCreate && <Button onClick={() => setMaking(true)}>生成令牌</Button>}
    >
      {tokens.isError && !tokens.data && <ErrorState error={tokens.error} onRetry={() => tokens.refetch()} />}
      {tokens.data && tokens.data.length > 0 && (
        <TokenTable tokens={tokens.data} busy={revoke.isPending} onRevoke={mayRevoke ? setRevoking : null} />
      )}
      {making && (
        <NewTokenDialog
          rooms={scopes.data ?? []}
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
      {revoking && (
        <ReasonDialog
          title={`撤销令牌“${revoking.name}”`}
          note="使用它的程序会马上失去权限，不能恢复。"
          submit="撤销"
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onClose={close}
          onSubmit={(why) => revoke.mutate({ tokenId: revoking.id, why }, { onSuccess: close })}
        />
      )}
    </Section>
  );
}
