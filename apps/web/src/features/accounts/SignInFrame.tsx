import type { ReactNode } from 'react';
import { ErrorState } from '../../shared/ui/ErrorState.tsx';
import { useCity } from './city.ts';
import { DemoMark } from './DemoMark.tsx';
import styles from './SignInFrame.module.css';

/** The sheet of every page before one is signed in: whose system this is, and beside it what helps. */
export function SignInFrame({ children, beside }: { children: ReactNode; beside?: ReactNode }) {
  const city = useCity();
  return (
    <main className={styles.page}>
      <div className={styles.sheet} data-beside={!!beside}>
        <section className={styles.sign}>
          <p className={styles.city}>
            {city.data?.city.name ?? ' '}
            {city.data?.city.demo && <DemoMark />}
          </p>
          <h1 className={styles.name}>落实</h1>
          <p className={styles.motto}>把政府工作报告分解成看得见、查得到的任务</p>
          {city.isError && <ErrorState error={city.error} onRetry={() => city.refetch()} />}
          {children}
        </section>
        {beside}
      </div>
    </main>
  );
}
