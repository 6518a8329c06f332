package org.closedloop.apex.library;

import java.util.List;

/** The classes that implement platform members. */
final class LibraryClasses {

  static final List<Class<?>> ALL =
      List.of(
          ApexIterator.class,
          DecimalLibrary.class,
          Escapes.class,
          ListLibrary.class,
          MapLibrary.class,
          MathLibrary.class,
          NumberLibrary.OfInteger.class,
          NumberLibrary.OfLong.class,
          NumberLibrary.OfDouble.class,
          NumberLibrary.OfBoolean.class,
          ObjectLibrary.class,
          SetLibrary.class,
          StringEdit.class,
          StringLibrary.class,
          StringSearch.class);

  private LibraryClasses() {}
}
