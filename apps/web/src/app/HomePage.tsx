import { Navigate } from 'react-router';
import { useSession } from '../features/accounts/session.ts';
import { firstPage } from './destinations.ts';

/** The address without a path: leads on to where one's work begins. */
export function HomePage() {
  const session = useSession();
  return session.data ? <Navigate to={firstPage(session.data.may)} replace /> : null;
}
