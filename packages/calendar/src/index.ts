export * from './beijing.ts';
export * from './working-days.ts';
