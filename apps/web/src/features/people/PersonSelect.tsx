import { Select } from 'antd';
import { useState } from 'react';
import { usePeople } from './api.ts';

interface Props {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}

/** Choosing a person by name, pinyin or initials, with where they are. */
export function PersonSelect(props: Props) {
  const [words, setWords] = useState('');
  const people = usePeople({ q: words.trim(), state: 'current', limit: 20 }, words.trim() !== '');
  return (
    <Select<string>
      {...props}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder="输入姓名、拼音或首字母"
      notFoundContent={words ? '没有找到这个人' : '输入姓名、拼音或首字母'}
      loading={people.isFetching}
      options={(words ? (people.data?.people ?? []) : []).map(({ id, name, posts }) => ({
        value: id,
        label: posts[0] ? `${name}（${posts[0].organisation.name} ${posts[0].title}）` : name,
      }))}
    />
  );
}
