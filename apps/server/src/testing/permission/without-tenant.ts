import {
  BinaryOperationNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  RawNode,
  type RootOperationNode,
} from 'kysely';

/**
 * Takes every comparison of a tenant_id with a value out of the application's statements, as if each had forgotten it:
 * then row level security alone keeps the cities apart.
 */
export const withoutTenant: KyselyPlugin = {
  transformQuery: ({ node }) => new Forgetting().transformNode(node) as RootOperationNode,
  transformResult: async ({ result }) => result,
};

class Forgetting extends OperationNodeTransformer {
  /** How many comparisons were taken out: a plugin that does nothing would prove nothing. */
  static forgotten = 0;

  protected override transformBinaryOperation(node: BinaryOperationNode): BinaryOperationNode {
    const { leftOperand, operator, rightOperand } = node;
    if (
      !isTenant(leftOperand) ||
      !OperatorNode.is(operator) ||
      operator.operator !== '=' ||
      rightOperand.kind !== 'ValueNode'
    )
      return super.transformBinaryOperation(node);
    Forgetting.forgotten += 1;
    return BinaryOperationNode.create(leftOperand, OperatorNode.create('is not'), RawNode.createWithSql('null'));
  }

  protected override transformRaw(node: RawNode): RawNode {
    const plain = super.transformRaw(node);
    const fragments = [...plain.sqlFragments];
    for (let i = 0; i + 1 < fragments.length; i += 1) {
      const compared = /((?:\w+\.)?tenant_id)\s*=\s*$/.exec(fragments[i]!);
      if (!compared || plain.parameters[i]?.kind !== 'ValueNode') continue;
      Forgetting.forgotten += 1;
      fragments[i] = `${fragments[i]!.slice(0, compared.index)}coalesce(${compared[1]}, `;
      fragments[i + 1] = `) is not null${fragments[i + 1]}`;
    }
    return { ...plain, sqlFragments: fragments };
  }
}

export const forgottenSoFar = (): number => Forgetting.forgotten;

function isTenant(node: OperationNode): boolean {
  if (node.kind !== 'ReferenceNode') return false;
  const { column } = node as unknown as { column: { column?: { name: string } } };
  return column.column?.name === 'tenant_id';
}
