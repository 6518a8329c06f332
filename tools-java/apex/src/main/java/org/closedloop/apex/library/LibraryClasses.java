package org.closedloop.apex.library;

import java.util.List;

/** The classes that implement platform members. */
final class LibraryClasses {

  static final List<Class<?>> ALL =
      List.of(
          ApexIterator.class,
          BlobLibrary.class,
          CryptoLibrary.class,
          DateLibrary.class,
          DatetimeLibrary.class,
          DecimalLibrary.class,
          EncodingLibrary.class,
          Escapes.class,
          ExceptionLibrary.class,
          IdLibrary.class,
          ListLibrary.class,
          MapLibrary.class,
          MatcherValue.class,
          MathLibrary.class,
          NumberLibrary.OfInteger.class,
          NumberLibrary.OfLong.class,
          NumberLibrary.OfDouble.class,
          NumberLibrary.OfBoolean.class,
          ObjectLibrary.class,
          PatternValue.class,
          SetLibrary.class,
          StringEdit.class,
          StringLibrary.class,
          StringSearch.class,
          TimeLibrary.class,
          TimeZoneValue.class,
          UuidValue.class);

  private LibraryClasses() {}
}
