package org.closedloop.cli.seed;

import java.util.Map;

/**
 * What a seed did.
 *
 * @param ids record id by reference name
 */
public record SeedResult(int created, int kept, int failed, Map<String, String> ids) {}
