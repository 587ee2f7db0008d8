import { App, Button } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../../shared/ui/ReasonDialog.tsx';
import { useMay } from '../accounts/session.ts';
import { useAskErasure } from './api.ts';

/** Asks that a person's own data be erased; shown to whom that is given. */
export function AskErasure({ person }: { person: { id: string; name: string } }) {
  const may = useMay('record.ask-erasure');
  const ask = useAskErasure();
  const [asking, setAsking] = useState(false);
  const { message } = App.useApp();
  if (!may) return null;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        申请注销个人信息
      </Button>
      {asking && (
        <ReasonDialog
          title={`申请注销${person.name}的个人信息`}
          note="经系统管理员确认后，姓名、电话、邮箱和留痕里属于本人的内容将不能再看到，也不能恢复；留痕本身仍可校验。"
          submit="提交申请"
          danger
          busy={ask.isPending}
          error={ask.error}
          onSubmit={(why) =>
            ask.mutate(
              { personId: person.id, why },
              {
                onSuccess: () => {
                  setAsking(false);
                  void message.success('申请已提交，等待系统管理员确认');
                },
              },
            )
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
