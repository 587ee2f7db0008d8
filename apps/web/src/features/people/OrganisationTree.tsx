import { KIND_NAMES, type Organisation } from '@luoshi/server/modules/people/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { groupBy } from '../../shared/group-by.ts';
import { Tag } from '../../shared/ui/Tag.tsx';
import styles from './people.module.css';
import { dayBefore } from './words.ts';

interface Props {
  organisations: readonly Organisation[];
  on: string;
}

/** Organisations below those that they stand under, each level in official order. */
export function OrganisationTree({ organisations, on }: Props) {
  const ids = new Set(organisations.map((one) => one.id));
  const below = groupBy(organisations, (one) => (one.parentId && ids.has(one.parentId) ? one.parentId : null));
  return (
    <ul className={styles.tree} aria-label="单位">
      {(below.get(null) ?? []).map((one) => (
        <Node key={one.id} organisation={one} below={below} on={on} />
      ))}
    </ul>
  );
}

interface NodeProps {
  organisation: Organisation;
  below: ReadonlyMap<string | null, readonly Organisation[]>;
  on: string;
}

function Node({ organisation, below, on }: NodeProps) {
  const [open, setOpen] = useState(true);
  const children = below.get(organisation.id) ?? [];
  return (
    <li>
      <div className={styles.node}>
        {children.length > 0 && (
          <button
            type="button"
            className={styles.opener}
            aria-expanded={open}
            aria-label={`${open ? '收起' : '展开'}${organisation.shortName}的下属单位`}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
        )}
        <Link to={`/organisations/${organisation.id}?on=${on}`}>{organisation.shortName}</Link>
        {organisation.name !== organisation.shortName && <span className={styles.full}>{organisation.name}</span>}
        <Tag>{KIND_NAMES[organisation.kind]}</Tag>
        {organisation.endsOn && <Tag tone="warn">存续至 {dayBefore(organisation.endsOn)}</Tag>}
      </div>
      {open && children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Node key={child.id} organisation={child} below={below} on={on} />
          ))}
        </ul>
      )}
    </li>
  );
}
