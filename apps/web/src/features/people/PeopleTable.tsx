import { type PersonRows, ROLE_NAMES } from '@luoshi/server/modules/people/contract';
import { Link } from 'react-router';
import type { z } from 'zod';
import rows from '../../shared/ui/rows.module.css';
import { Tag } from '../../shared/ui/Tag.tsx';
import { GRANTS } from './words.ts';

/** A person a row, with the posts that they hold or will hold. */
export function PeopleTable({ people, busy }: { people: z.output<typeof PersonRows>['people']; busy: boolean }) {
  return (
    <table className={rows.table} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">编号</th>
          <th scope="col">岗位</th>
          <th scope="col">角色</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <Link to={`/people/${person.id}`}>{person.name}</Link>
            </th>
            <td data-name="编号">{person.code}</td>
            <td data-name="岗位">
              {person.posts.length === 0 && '没有在任岗位'}
              {person.posts.map((post) => (
                <div key={post.id}>
                  {post.organisation.name} {post.title}
                </div>
              ))}
            </td>
            <td data-name="角色">
              {person.posts.map((post) => (
                <div key={post.id}>
                  {ROLE_NAMES[post.role]}{' '}
                  {post.grant !== 'granted' && <Tag tone={GRANTS[post.grant].tone}>{GRANTS[post.grant].label}</Tag>}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
