package org.closedloop.apex.bind;

import org.closedloop.apex.types.TypeHierarchy;

/**
 * An anonymous block, bound against a program.
 *
 * @param holder holds methods and types declared in the block; named AnonymousBlock
 * @param slots size of the frame
 */
public record BoundAnonymous(
    BoundClass holder, BoundStmt.Block body, int slots, TypeHierarchy hierarchy) {}
