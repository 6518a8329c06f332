package org.closedloop.apex.exec;

/** Characters that regular expressions read on this thread, until the caller pays for them. */
public final class RegexWork {

  private static final ThreadLocal<int[]> READS = ThreadLocal.withInitial(() -> new int[1]);

  private RegexWork() {}

  public static void add(int reads) {
    int[] sum = READS.get();
    sum[0] = (int) Math.min(Integer.MAX_VALUE, (long) sum[0] + reads);
  }

  static int take() {
    int[] sum = READS.get();
    int reads = sum[0];
    sum[0] = 0;
    return reads;
  }
}
