import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import type { DocumentLimits } from "./settings.ts";
import { textProblem } from "./source.ts";

/** What is too much about a document, as a sentence; null where nothing is. */
export type DocumentCheck = (text: string) => string | null;

/** Texts that were found good are remembered up to this many characters in all. */
const MOST_REMEMBERED = 4 * 1024 * 1024;

/**
 * Checks documents before they are validated, since validation itself is what some of them are made to exhaust.
 * The work is proportional to the text, however much its fragments spread out.
 */
export function createDocumentCheck(limits: DocumentLimits): DocumentCheck {
  const good = new Set<string>();
  let remembered = 0;

  return (text) => {
    if (good.has(text)) return null;
    const problem = textProblem(text, limits.tokens) ?? problemOf(text, limits);
    if (problem !== null) return problem;
    good.add(text);
    remembered += text.length;
    for (const oldest of good) {
      if (remembered <= MOST_REMEMBERED) break;
      good.delete(oldest);
      remembered -= oldest.length;
    }
    return null;
  };
}

function problemOf(text: string, limits: DocumentLimits): string | null {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: limits.tokens, noLocation: true });
  } catch {
    // GraphQL's own answer to a syntax error is the better one.
    return null;
  }
  return tooManyDirectives(document, limits.directives) ?? shapeProblem(document, limits);
}

function tooManyDirectives(document: DocumentNode, most: number): string | null {
  let found = 0;
  visit(document, {
    Directive() {
      found += 1;
      return found > most ? BREAK : undefined;
    },
  });
  return found > most ? `The document has more than ${most} directives.` : null;
}

/** How large a selection is once its fragments are spread. */
interface Size {
  readonly fields: number;
  readonly aliases: number;
  /** Fields of the selection itself, without those inside them. */
  readonly width: number;
  readonly depth: number;
  /** The same within introspection. */
  readonly introspectionDepth: number;
}

const NOTHING: Size = { fields: 0, aliases: 0, width: 0, depth: 0, introspectionDepth: 0 };
/** The usual introspection query is 14 deep; rings through it are refused by GraphQL's own validation. */
const DEEPEST_INTROSPECTION = 16;

function shapeProblem(document: DocumentNode, limits: DocumentLimits): string | null {
  const measure = createMeasure(document);
  let fields = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    const size = measure(definition.selectionSet);
    if (size === "circular") return "The document has fragments that spread themselves.";
    // Fragments that no operation spreads are validated too, so that they count.
    fields += definition.kind === Kind.OPERATION_DEFINITION ? size.fields : ownFields(definition);
    const problem = sizeProblem(definition, size, limits);
    if (problem !== null) return problem;
  }
  return fields > limits.fields ? tooMany("fields", limits.fields) : null;
}

function sizeProblem(
  definition: OperationDefinitionNode | FragmentDefinitionNode,
  size: Size,
  limits: DocumentLimits,
): string | null {
  if (size.fields > limits.fields) return tooMany("fields", limits.fields);
  if (size.depth > limits.depth) return `The document is more than ${limits.depth} fields deep.`;
  if (size.introspectionDepth > DEEPEST_INTROSPECTION)
    return `The introspection is more than ${DEEPEST_INTROSPECTION} fields deep.`;
  if (size.aliases > limits.aliases) return tooMany("aliases", limits.aliases);
  if (definition.kind === Kind.OPERATION_DEFINITION && size.width > limits.rootFields) {
    return `The operation asks for more than ${limits.rootFields} fields of ${definition.operation === "query" ? "Query" : "Mutation"}.`;
  }
  return null;
}

function tooMany(what: string, most: number): string {
  return `The document has more than ${most} ${what} once its fragments are spread.`;
}

function ownFields({ selectionSet }: FragmentDefinitionNode): number {
  let found = 0;
  visit(selectionSet, {
    Field() {
      found += 1;
    },
  });
  return found;
}

/** Measures selections, each fragment once. */
function createMeasure(document: DocumentNode): (selectionSet: SelectionSetNode) => Size | "circular" {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Size | "circular">();

  function ofSet({ selections }: SelectionSetNode): Size | "circular" {
    let sum = NOTHING;
    for (const selection of selections) {
      const size = ofSelection(selection);
      if (size === "circular") return size;
      sum = {
        fields: sum.fields + size.fields,
        aliases: sum.aliases + size.aliases,
        width: sum.width + size.width,
        depth: Math.max(sum.depth, size.depth),
        introspectionDepth: Math.max(sum.introspectionDepth, size.introspectionDepth),
      };
    }
    return sum;
  }

  function ofSelection(selection: SelectionNode): Size | "circular" {
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    const inner = selection.selectionSet === undefined ? NOTHING : ofSet(selection.selectionSet);
    if (inner === "circular") return inner;
    const isIntrospection = selection.name.value.startsWith("__");
    const depth = 1 + inner.depth;
    return {
      fields: 1 + inner.fields,
      aliases: (selection.alias === undefined ? 0 : 1) + inner.aliases,
      width: 1,
      depth: isIntrospection ? 1 : depth,
      introspectionDepth: isIntrospection
        ? Math.max(depth, inner.introspectionDepth)
        : inner.introspectionDepth,
    };
  }

  /** While a fragment is being measured it counts as circular: only a ring meets it then. */
  function ofFragment(name: string): Size | "circular" {
    const measured = known.get(name);
    if (measured !== undefined) return measured;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    known.set(name, "circular");
    const size = ofSet(fragment.selectionSet);
    known.set(name, size);
    return size;
  }

  return ofSet;
}
