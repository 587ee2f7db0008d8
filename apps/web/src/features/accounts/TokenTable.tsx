import type { TokenRow } from '@luoshi/server/modules/accounts/contract';
import { Button } from 'antd';
import { moment } from '../../shared/format/dates.ts';
import rows from '../../shared/ui/rows.module.css';
import { Tag } from '../../shared/ui/Tag.tsx';
import { scopeWords, tokenStates } from './words.ts';

interface Props {
  tokens: readonly TokenRow[];
  busy: boolean;
  onRevoke: ((token: TokenRow) => void) | null;
}

/** Tokens of machines, the newest first. */
export function TokenTable({ tokens, busy, onRevoke }: Props) {
  return (
    <table className={rows.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">用途</th>
          <th scope="col">可用的操作</th>
          <th scope="col">状态</th>
          <th scope="col">有效期至</th>
          <th scope="col">最近使用</th>
          <th scope="col" className={rows.actions}>
            <span className="visually-hidden">操作</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <th scope="row">
              {token.name}
              <span className={rows.aside} data-foreign>
                {token.prefix}…
              </span>
            </th>
            <td data-name="可用的操作" data-foreign>
              {token.scopes.map(scopeWords).join('、')}
            </td>
            <td data-name="状态">
              <Tag tone={token.state === 'valid' ? 'good' : 'plain'}>{tokenStates[token.state]}</Tag>
            </td>
            <td data-name="有效期至" className={rows.moment}>
              {moment(token.expiresAt)}
            </td>
            <td data-name="最近使用" className={rows.moment}>
              {token.lastUsedAt ? moment(token.lastUsedAt) : '还没有用过'}
            </td>
            <td className={rows.actions}>
              {onRevoke && token.state === 'valid' && (
                <Button size="small" onClick={() => onRevoke(token)} aria-label={`撤销令牌 ${token.name}`}>
                  撤销
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
