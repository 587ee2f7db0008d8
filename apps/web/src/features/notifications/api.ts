import {
  Inbox,
  Message,
  type MessageFilter,
  Messages,
  type NewRobot,
  type NotificationFilter,
  Notifications,
  Preferences,
  type PreferencesInput,
  Robot,
  type RobotChange,
  Robots,
} from '@luoshi/server/modules/notifications/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { query, read, write } from '../../shared/http/client.ts';

export const INBOX_KEY = ['inbox'] as const;
export const NOTIFICATIONS_KEY = ['notifications'] as const;
const MESSAGES_KEY = ['messages'] as const;
const ROBOTS_KEY = ['robots'] as const;
const PREFERENCES_KEY = ['notification-preferences'] as const;

export type Show = z.output<typeof NotificationFilter>['show'];

export const readInbox = () => read('/api/notifications/inbox', Inbox);

/** How many are unread; the bell keeps it up to date. */
export const useInbox = () =>
  useQuery({ queryKey: INBOX_KEY, queryFn: readInbox, staleTime: Number.POSITIVE_INFINITY });

export function useNotifications(show: Show) {
  return useInfiniteQuery({
    queryKey: [...NOTIFICATIONS_KEY, show],
    queryFn: ({ signal, pageParam }) =>
      read(`/api/notifications${query({ show, cursor: pageParam })}`, Notifications, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** A write to one's own inbox: its answer says where the inbox stands, and the lists follow. */
function useInboxWrite<Input>(send: (input: Input) => Promise<Inbox>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (inbox) => {
      client.setQueryData(INBOX_KEY, inbox);
      return client.invalidateQueries({ queryKey: NOTIFICATIONS_KEY });
    },
  });
}

export const useMark = () =>
  useInboxWrite(({ id, state }: { id: string; state: 'read' | 'unread' | 'archived' }) =>
    write('PATCH', `/api/notifications/${id}`, { state }, Inbox),
  );

export const useReadAll = () =>
  useInboxWrite((upTo: number) => write('POST', '/api/notifications/read-all', { upTo }, Inbox));

export const usePreferences = () =>
  useQuery({
    queryKey: PREFERENCES_KEY,
    queryFn: ({ signal }) => read('/api/notifications/preferences', Preferences, signal),
  });

export function useSetPreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<typeof PreferencesInput>) =>
      write('PUT', '/api/notifications/preferences', input, Preferences),
    onSuccess: (saved) => client.setQueryData(PREFERENCES_KEY, saved),
  });
}

export type MessageFilterValues = Partial<z.output<typeof MessageFilter>>;

export function useMessages(filter: MessageFilterValues) {
  return useInfiniteQuery({
    queryKey: [...MESSAGES_KEY, filter],
    queryFn: ({ signal, pageParam }) =>
      read(`/api/notifications/messages${query({ ...filter, cursor: pageParam })}`, Messages, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
  });
}

export function useRetryMessage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => write('POST', `/api/notifications/messages/${id}/retry`, {}, Message),
    onSettled: () => client.invalidateQueries({ queryKey: MESSAGES_KEY }),
  });
}

export const useRobots = () =>
  useQuery({ queryKey: ROBOTS_KEY, queryFn: ({ signal }) => read('/api/notifications/robots', Robots, signal) });

function useRobotWrite<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: MESSAGES_KEY });
      return client.invalidateQueries({ queryKey: ROBOTS_KEY });
    },
  });
}

export const useAddRobot = () =>
  useRobotWrite((input: z.input<typeof NewRobot>) => write('POST', '/api/notifications/robots', input, Robot));
export const useChangeRobot = () =>
  useRobotWrite(({ id, ...input }: z.input<typeof RobotChange> & { id: string }) =>
    write('PATCH', `/api/notifications/robots/${id}`, input, Robot),
  );
export const useRemoveRobot = () =>
  useRobotWrite((id: string) => write('DELETE', `/api/notifications/robots/${id}`, undefined, null));
export const useTestRobot = () =>
  useRobotWrite((id: string) => write('POST', `/api/notifications/robots/${id}/test`, {}, Message));
