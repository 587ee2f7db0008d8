import { config } from 'zod';

// The content security policy forbids eval; without this zod would try it once and the browser would report it.
// A module of its own, imported before all others: schemas decide when they are made, which is when they are imported.
config({ jitless: true });
