package org.closedloop.apex.syntax;

/** Something that the grammar, or the form of a literal, refuses. */
public record SyntaxProblem(SourcePos pos, String code, String message) {}
