import type { Actor } from '../../platform/actor.ts';
import { hasRole } from '../../platform/actor.ts';
import { grant } from '../../platform/permission.ts';
import type { Setting } from '../../platform/settings.ts';
import { ADMINISTRATORS } from '../people/contract.ts';

/** Settings hold for the whole city: an administrator of a county does not change them. */
export const KEEPERS = grant(ADMINISTRATORS, 'territory');

/** 三员分立: each administrator has settings of their own, and neither sees nor changes another's. */
export const owns = (actor: Actor, setting: Setting): boolean => hasRole(actor, [setting.owner]);
