import type { Room } from '../../room.ts';
import { applyJob } from './apply-job.ts';
import { routes } from './routes.ts';

export const peopleImports: Room = { name: 'people-imports', routes, jobs: [applyJob] };
