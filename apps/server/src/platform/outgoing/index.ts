export { type AddressTable, outgoingAddresses } from './address-table.ts';
export { type Allowed, allowedAddress, type Lookup } from './allowed-address.ts';
export { fetchOutgoing, type OutgoingAnswer } from './fetch-outgoing.ts';
export { OutgoingError } from './outgoing-error.ts';
