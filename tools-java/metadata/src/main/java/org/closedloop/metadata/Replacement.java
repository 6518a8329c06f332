package org.closedloop.metadata;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code replacements} in sfdx-project.json: text that is put into files when they are
 * read for a deploy.
 *
 * @param filename path from the project, or null
 * @param glob paths it applies to, or null
 * @param search what to replace
 * @param replaceWithEnv environment variable that holds the new text, or null
 * @param replaceWithFile file (from the project) that holds the new text, or null
 * @param allowUnset whether an unset variable means the empty text
 * @param conditions environment variables that must have given values
 */
record Replacement(
    String filename,
    Glob glob,
    Pattern search,
    String replaceWithEnv,
    String replaceWithFile,
    boolean allowUnset,
    List<Condition> conditions) {

  record Condition(String env, String value) {}

  boolean applies(Function<String, String> env) {
    return conditions.stream().allMatch(c -> c.value().equals(env.apply(c.env())));
  }

  boolean matches(String path) {
    return (filename != null && ("/" + path).endsWith("/" + filename))
        || (glob != null && glob.matches(path));
  }

  /** Replaces every match; the new text is taken literally. */
  String apply(String text, String value) {
    return search.matcher(text).replaceAll(Matcher.quoteReplacement(value));
  }
}
