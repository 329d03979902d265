/**
 * Reads a policy from YAML or JSON. Start with {@link io.costledger.policyfile.PolicyFile}; then,
 * in the order in which a file flows: {@code SourceText} (bytes to text), {@code YamlEvents} and
 * {@code JsonEvents} (text to events), {@code TreeBuilder} (events to {@code Node}s with their
 * lines), {@code PolicyReader} (nodes to a policy, with every mistake), {@code ResolveCheck} (what
 * only the whole policy can show).
 */
@NullMarked
package io.costledger.policyfile;

import org.jspecify.annotations.NullMarked;
