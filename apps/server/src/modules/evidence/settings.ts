import { setting } from '../../platform/settings.ts';
import { EvidenceRules } from './contract.ts';

export const evidenceSetting = setting({
  name: 'evidence.rules',
  label: '佐证材料：照片位置、病毒扫描',
  schema: EvidenceRules,
  standard: { places: 'keep', whenScannerUnreachable: 'refuse' },
  owner: 'security_administrator',
});
